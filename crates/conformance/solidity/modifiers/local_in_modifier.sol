// SPDX-License-Identifier: MIT
// Variables of a modifier are its own, whatever the body calls its own.
pragma solidity ^0.8.20;

contract Test {
    modifier m(uint256 base) {
        uint256 x = base * 2;
        _;
        require(x == base * 2, "changed");
    }

    function f(uint256 x) internal pure m(x) m(x + 1) returns (uint256) {
        uint256 base = 7;
        x = base;
        return x;
    }

    function main() external pure returns (uint256) {
        return f(3);
    }
}

//= deploy: ok
//= main(): ok 7
