// Casts that revert instead of cutting bits off.
//? toUint128(uint256 340282366920938463463374607431768211455)
//? toUint128(uint256 340282366920938463463374607431768211456)
//? toUint24(uint256 16777215)
//? toUint24(uint256 16777216)
//? toUint8(uint256 256)
//? toInt8(int256 -128)
//? toInt8(int256 -129)
//? toInt8(int256 128)
//? toInt104(int256 -10141204801825835211973625643008)
//? toInt104(int256 10141204801825835211973625643008)
//? toInt256(uint256 57896044618658097711785492504343953926634992332820282019728792003956564819967)
//? toInt256(uint256 57896044618658097711785492504343953926634992332820282019728792003956564819968)
//? toUint256(int256 -1)
//? toUint256(int256 0)
//? packed(uint256 1, uint256 2, uint256 3)
//? packed(uint256 1, uint256 65536, uint256 3)
//? truncated(uint256 4886718345)

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

library Narrow {
    error TooLarge(uint8 bits, uint256 value);
    error Negative(int256 value);
    error OutOfRange(uint8 bits, int256 value);
    error NoSuchInt(uint256 value);

    function toUint128(uint256 value) internal pure returns (uint128) {
        if (value > type(uint128).max) {
            revert TooLarge(128, value);
        }
        return uint128(value);
    }

    function toUint24(uint256 value) internal pure returns (uint24) {
        if (value > type(uint24).max) {
            revert TooLarge(24, value);
        }
        return uint24(value);
    }

    function toUint16(uint256 value) internal pure returns (uint16) {
        if (value > type(uint16).max) {
            revert TooLarge(16, value);
        }
        return uint16(value);
    }

    function toUint8(uint256 value) internal pure returns (uint8) {
        require(value <= type(uint8).max, TooLarge(8, value));
        return uint8(value);
    }

    function toUint256(int256 value) internal pure returns (uint256) {
        if (value < 0) {
            revert Negative(value);
        }
        return uint256(value);
    }

    function toInt104(int256 value) internal pure returns (int104 small) {
        small = int104(value);
        if (small != value) {
            revert OutOfRange(104, value);
        }
    }

    function toInt8(int256 value) internal pure returns (int8 small) {
        small = int8(value);
        if (small != value) {
            revert OutOfRange(8, value);
        }
    }

    function toInt256(uint256 value) internal pure returns (int256) {
        if (value > uint256(type(int256).max)) {
            revert NoSuchInt(value);
        }
        return int256(value);
    }
}

contract NarrowUser {
    using Narrow for uint256;
    using Narrow for int256;

    function toUint128(uint256 v) external pure returns (uint128) {
        return v.toUint128();
    }

    function toUint24(uint256 v) external pure returns (uint24) {
        return v.toUint24();
    }

    function toUint8(uint256 v) external pure returns (uint8) {
        return v.toUint8();
    }

    function toUint256(int256 v) external pure returns (uint256) {
        return v.toUint256();
    }

    function toInt104(int256 v) external pure returns (int104) {
        return v.toInt104();
    }

    function toInt8(int256 v) external pure returns (int8) {
        return v.toInt8();
    }

    function toInt256(uint256 v) external pure returns (int256) {
        return v.toInt256();
    }

    /// @notice Three numbers of 16 bits in one word.
    function packed(uint256 a, uint256 b, uint256 c) external pure returns (uint48 word) {
        word = uint48(a.toUint16()) << 32 | uint48(b.toUint16()) << 16 | c.toUint16();
    }

    function truncated(uint256 v) external pure returns (uint8, uint16, uint24, int8, bytes2) {
        return (uint8(v), uint16(v), uint24(v), int8(uint8(v)), bytes2(uint16(v)));
    }
}

//= deploy: ok
//= toUint128(uint256): ok 340282366920938463463374607431768211455
//= toUint128(uint256): revert TooLarge(uint8,uint256) (128, 340282366920938463463374607431768211456)
//= toUint24(uint256): ok 16777215
//= toUint24(uint256): revert TooLarge(uint8,uint256) (24, 16777216)
//= toUint8(uint256): revert TooLarge(uint8,uint256) (8, 256)
//= toInt8(int256): ok -128
//= toInt8(int256): revert OutOfRange(uint8,int256) (8, -129)
//= toInt8(int256): revert OutOfRange(uint8,int256) (8, 128)
//= toInt104(int256): ok -10141204801825835211973625643008
//= toInt104(int256): revert OutOfRange(uint8,int256) (104, 10141204801825835211973625643008)
//= toInt256(uint256): ok 57896044618658097711785492504343953926634992332820282019728792003956564819967
//= toInt256(uint256): revert NoSuchInt(uint256) (57896044618658097711785492504343953926634992332820282019728792003956564819968)
//= toUint256(int256): revert Negative(int256) (-1)
//= toUint256(int256): ok 0
//= packed(uint256,uint256,uint256): ok 4295098371
//= packed(uint256,uint256,uint256): revert TooLarge(uint8,uint256) (16, 65536)
//= truncated(uint256): ok 137, 26505, 4548489, -119, 0x6789
