// SPDX-License-Identifier: MIT
// A variable declared in a loop body starts at zero in every iteration.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256 sum, uint256 arrays) {
        for (uint256 i = 0; i < 4; i++) {
            uint256 x;
            uint256[2] memory a;
            x += i + 1;
            sum += x;
            arrays += a[0];
            a[0] = 5;
        }
    }
}

//= deploy: ok
//= main(): ok 10, 0
