// SPDX-License-Identifier: MIT
// Bools convert to numbers only by a condition.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256) {
        bool t = 3 > 2;
        bool f = !t;
        return (t ? 1 : 0, f ? 1 : 0);
    }
}

//= deploy: ok
//= main(): ok 1, 0
