// SPDX-License-Identifier: MIT
// A longer computation with mixed control flow.
//? steps(uint256 1)
//? steps(uint256 6)
//? steps(uint256 27)
pragma solidity ^0.8.20;

contract Test {
    function steps(uint256 n) external pure returns (uint256 count, uint256 peak) {
        peak = n;
        while (n != 1) {
            n = n % 2 == 0 ? n / 2 : 3 * n + 1;
            if (n > peak) peak = n;
            count++;
        }
    }
}

//= deploy: ok
//= steps(uint256): ok 0, 1
//= steps(uint256): ok 8, 16
//= steps(uint256): ok 111, 9232
