// SPDX-License-Identifier: MIT
// Left shifts drop the high bits without a check.
//? shift(uint8 255, uint256 0)
//? shift(uint8 255, uint256 1)
//? shift(uint8 255, uint256 7)
//? shift(uint8 255, uint256 8)
//? shift(uint8 1, uint256 255)
//? shift(uint8 1, uint256 256)
//? shift(uint8 1, uint256 115792089237316195423570985008687907853269984665640564039457584007913129639935)
pragma solidity ^0.8.20;

contract Test {
    function shift(uint8 x, uint256 n) external pure returns (uint8) {
        return x << n;
    }
}

//= deploy: ok
//= shift(uint8,uint256): ok 255
//= shift(uint8,uint256): ok 254
//= shift(uint8,uint256): ok 128
//= shift(uint8,uint256): ok 0
//= shift(uint8,uint256): ok 0
//= shift(uint8,uint256): ok 0
//= shift(uint8,uint256): ok 0
