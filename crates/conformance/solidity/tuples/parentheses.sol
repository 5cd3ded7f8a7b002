// SPDX-License-Identifier: MIT
// A pair of parentheses around one value is no tuple.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256, bool) {
        uint256 a = (1 + 2) * ((3));
        uint256 b;
        (b) = a;
        bool c = (((true)));
        return (a, b, c);
    }
}

//= deploy: ok
//= main(): ok 9, 9, true
