// SPDX-License-Identifier: MIT
// continue in a do loop goes to its condition.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256 i, uint256 odd) {
        do {
            i++;
            if (i % 2 == 0) continue;
            odd++;
            if (odd == 4) break;
        } while (i < 100);
    }
}

//= deploy: ok
//= main(): ok 7, 4
