//? main()
//? casts(int256 -129)
//? casts(int256 300)
//? b(bytes32 0x1122334455667788990011223344556677889900112233445566778899001122)
//? words(string "solidity")
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

contract Literals {
    string constant LONG = "first " "second " 'third "quoted"';
    bytes32 constant TAG = "tag";
    bytes constant RAW = hex"00ff" hex"aa_bb";
    uint256 constant AREA = 2 hours + 30 minutes - 1.5 minutes;
    int256 constant NEG = -2 ** 3;
    uint256 constant FRACTION = 7 / 2 * 2;
    uint8 constant SMALL = 0x7f & ~uint8(1);

    function main() external pure returns (string memory, bytes32, bytes memory, uint256, int256, uint256, uint8) {
        return (LONG, TAG, RAW, AREA, NEG, FRACTION, SMALL);
    }

    function casts(int256 v) external pure returns (int8 a, uint8 b_, uint256 c, bytes1 d, address e, int16 f) {
        a = int8(v);
        b_ = uint8(int8(v));
        c = uint256(int256(int16(v)));
        d = bytes1(uint8(uint256(v)));
        e = address(uint160(uint256(v)));
        f = int16(uint16(bytes2(uint16(uint256(v)))));
    }

    function b(bytes32 x) external pure returns (bytes4, bytes1, uint32, bytes8, bytes2, bool) {
        bytes4 first = bytes4(x);
        bytes8 wide = first;
        return (first, x[31], uint32(first), wide | (wide >> 32), ~bytes2(x << 8), bytes2(first) < bytes2(0x1123));
    }

    function words(string calldata s) external pure returns (uint256, bytes1, string memory, bytes memory, bytes32) {
        bytes memory r = bytes(s);
        return (r.length, r[0], string.concat(s, "-", s), bytes.concat(r, bytes1(0x2e), "x", hex"01"), keccak256(bytes(s)));
    }
}

//= deploy: ok
//= main(): ok "first second third \"quoted\"", 0x7461670000000000000000000000000000000000000000000000000000000000, 0x00ffaabb, 8910, -8, 7, 126
//= casts(int256): ok 127, 127, 115792089237316195423570985008687907853269984665640564039457584007913129639807, 0x7f, 0xffffffffffffffffffffffffffffffffffffff7f, -129
//= casts(int256): ok 44, 44, 300, 0x2c, 0x000000000000000000000000000000000000012c, 300
//= b(bytes32): ok 0x11223344, 0x22, 287454020, 0x1122334411223344, 0xddcc, true
//= words(string): ok 8, 0x73, "solidity-solidity", 0x736f6c69646974792e7801, 0xa477d97b122e6356d32a064f9ee824230d42d04c7d66d8e7d125a091a42b0b25
