// SPDX-License-Identifier: MIT
// Indexes out of range in call data panic.
//? at(uint256[] [1, 2], uint256 1)
//? at(uint256[] [1, 2], uint256 2)
//? at(uint256[] [], uint256 0)
pragma solidity ^0.8.20;

contract Test {
    function at(uint256[] calldata a, uint256 i) external pure returns (uint256) {
        return a[i];
    }
}

//= deploy: ok
//= at(uint256[],uint256): ok 2
//= at(uint256[],uint256): panic 0x32
//= at(uint256[],uint256): panic 0x32
