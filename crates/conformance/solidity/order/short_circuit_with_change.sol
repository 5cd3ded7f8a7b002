// SPDX-License-Identifier: MIT
// Conditions that change what they test.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, bool, bool) {
        uint256 i = 0;
        bool a = i++ == 0 && i++ == 1 && i++ == 5 && i++ == 3;
        bool b = i == 3 || ++i == 100;
        return (i, a, b);
    }
}

//= deploy: ok
//= main(): ok 3, false, true
