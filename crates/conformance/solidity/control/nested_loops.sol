// SPDX-License-Identifier: MIT
// break and continue belong to the innermost loop.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256 pairs, uint256 last) {
        for (uint256 i = 0; i < 5; i++) {
            uint256 j = 0;
            while (true) {
                j++;
                if (j == i) continue;
                if (j > 3) break;
                pairs++;
                last = i * 10 + j;
            }
            if (i == 3) break;
        }
    }
}

//= deploy: ok
//= main(): ok 9, 32
