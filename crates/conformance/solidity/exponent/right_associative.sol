// SPDX-License-Identifier: MIT
// The power operator groups to the right.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256, uint256) {
        uint256 a = 2;
        return (a ** 3 ** 2, (a ** 3) ** 2, 2 ** 3 ** 2);
    }
}

//= deploy: ok
//= main(): ok 512, 64, 512
