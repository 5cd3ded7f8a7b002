// SPDX-License-Identifier: MIT
// Array lengths are constant expressions.
pragma solidity ^0.8.20;

contract Test {
    uint256 constant N = 2 + 3;
    uint256[N * 2 - 4] values;

    function main() external returns (uint256, uint256, uint256) {
        uint256[2**3 / 2] memory local;
        local[3] = N;
        values[5] = 9;
        return (values.length, local.length, values[5] + local[3]);
    }
}

//= deploy: ok
//= main(): ok 6, 4, 14
