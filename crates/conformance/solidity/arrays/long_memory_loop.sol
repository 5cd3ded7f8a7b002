// SPDX-License-Identifier: MIT
// A sieve over an array of bools.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256 count, uint256 largest) {
        bool[] memory composite = new bool[](200);
        for (uint256 i = 2; i < composite.length; i++) {
            if (composite[i]) continue;
            count++;
            largest = i;
            for (uint256 j = i * i; j < composite.length; j += i) composite[j] = true;
        }
    }
}

//= deploy: ok
//= main(): ok 46, 199
