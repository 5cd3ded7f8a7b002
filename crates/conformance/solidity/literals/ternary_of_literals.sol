// SPDX-License-Identifier: MIT
// Two literals in a conditional share the smallest common type.
//? main(bool true)
//? main(bool false)
pragma solidity ^0.8.20;

contract Test {
    function main(bool which) external pure returns (uint256, int256, uint256) {
        uint256 a = which ? 255 : 256;
        int256 b = which ? int256(-1) : int256(127);
        return (a, b, which ? 1 ether : 1 gwei);
    }
}

//= deploy: ok
//= main(bool): ok 255, -1, 1000000000000000000
//= main(bool): ok 256, 127, 1000000000
