// SPDX-License-Identifier: MIT
// Modifiers without parameters, with and without parentheses.
pragma solidity ^0.8.20;

contract Test {
    uint256 n;

    modifier one { n += 1; _; }
    modifier ten() { n += 10; _; }

    function f() internal one ten() one() ten returns (uint256) {
        return n;
    }

    function main() external returns (uint256) {
        return f();
    }
}

//= deploy: ok
//= main(): ok 22
