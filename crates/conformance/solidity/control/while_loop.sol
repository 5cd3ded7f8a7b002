// SPDX-License-Identifier: MIT
// A while loop that runs no, one and many times.
//? digits(uint256 0)
//? digits(uint256 7)
//? digits(uint256 12345)
pragma solidity ^0.8.20;

contract Test {
    function digits(uint256 n) external pure returns (uint256 count, uint256 sum) {
        while (n != 0) {
            sum += n % 10;
            n /= 10;
            count++;
        }
    }
}

//= deploy: ok
//= digits(uint256): ok 0, 0
//= digits(uint256): ok 1, 7
//= digits(uint256): ok 5, 15
