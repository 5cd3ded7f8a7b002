// SPDX-License-Identifier: MIT
// Prefix and postfix forms give the new and the old value.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256, uint256, uint256, uint256) {
        uint256 i = 5;
        uint256 a = i++;
        uint256 b = ++i;
        uint256 c = i--;
        uint256 d = --i;
        return (a, b, c, d, i);
    }
}

//= deploy: ok
//= main(): ok 5, 7, 7, 5, 5
