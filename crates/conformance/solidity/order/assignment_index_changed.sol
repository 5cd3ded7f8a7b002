// SPDX-License-Identifier: MIT
// The index is read after the right side has changed it.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256[4] memory a, uint256 i) {
        i = 0;
        a[i] = i = 2;
        a[i++] = i;
        a[i - 3] = i++ + 10;
    }
}

//= deploy: ok
//= main(): ok [0, 13, 2, 0], 4
