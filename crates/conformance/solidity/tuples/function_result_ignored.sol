// SPDX-License-Identifier: MIT
// Results of a function may be left alone.
pragma solidity ^0.8.20;

contract Test {
    uint256 calls;

    function f() internal returns (uint256, string memory) {
        calls++;
        return (calls, "x");
    }

    function main() external returns (uint256) {
        f();
        f();
        return calls;
    }
}

//= deploy: ok
//= main(): ok 2
