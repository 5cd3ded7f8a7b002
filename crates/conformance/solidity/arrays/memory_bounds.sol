// SPDX-License-Identifier: MIT
// An index that is out of range panics.
//? dynamic(uint256 1)
//? dynamic(uint256 2)
//? dynamic(uint256 115792089237316195423570985008687907853269984665640564039457584007913129639935)
//? fixedSize(uint256 2)
//? fixedSize(uint256 3)
//? empty(uint256 0)
//? write(uint8 4)
pragma solidity ^0.8.20;

contract Test {
    function dynamic(uint256 i) external pure returns (uint256) {
        uint256[] memory a = new uint256[](2);
        return a[i];
    }

    function fixedSize(uint256 i) external pure returns (uint256) {
        uint8[3] memory a = [1, 2, 3];
        return a[i];
    }

    function empty(uint256 i) external pure returns (bool) {
        bool[] memory a;
        return a[i];
    }

    function write(uint8 i) external pure returns (uint256) {
        uint256[4] memory a;
        a[i] = 1;
        return a[i];
    }
}

//= deploy: ok
//= dynamic(uint256): ok 0
//= dynamic(uint256): panic 0x32
//= dynamic(uint256): panic 0x32
//= fixedSize(uint256): ok 3
//= fixedSize(uint256): panic 0x32
//= empty(uint256): panic 0x32
//= write(uint8): panic 0x32
