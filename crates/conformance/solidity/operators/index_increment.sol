// SPDX-License-Identifier: MIT
// An increment inside an index happens once.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256[4] memory) {
        uint256[4] memory a;
        uint256 i = 0;
        a[i++] = 10;
        a[i++] += 20;
        a[++i]++;
        return (i, a);
    }
}

//= deploy: ok
//= main(): ok 3, [10, 20, 0, 1]
