// SPDX-License-Identifier: MIT
// continue in a for loop runs the step.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256 sum, uint256 count) {
        for (uint256 i = 0; i < 10; ++i) {
            if (i % 3 == 0) continue;
            if (i == 8) break;
            sum += i;
            count++;
        }
    }
}

//= deploy: ok
//= main(): ok 19, 5
