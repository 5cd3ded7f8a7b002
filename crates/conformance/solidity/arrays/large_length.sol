// SPDX-License-Identifier: MIT
// A new array that is far too large panics.
//? make(uint256 3)
//? make(uint256 18446744073709551616)
pragma solidity ^0.8.20;

contract Test {
    function make(uint256 n) external pure returns (uint256) {
        uint256[] memory a = new uint256[](n);
        return a.length;
    }
}

//= deploy: ok
//= make(uint256): ok 3
//= make(uint256): panic 0x41
