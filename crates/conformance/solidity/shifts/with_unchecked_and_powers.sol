//? main()
//? shift(int8 -128, uint8 1)
//? shift(int8 -1, uint8 7)
//? shift(int8 127, uint8 200)
//? pow(uint8 3)
//? pow(uint8 6)
//? wrap(int16 -32768)
//? checked(int16 -32768)
//? mixed(uint8 255, int8 -1)
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

contract Bits {
    function main() external pure returns (uint8 a, int8 b, uint256 c, uint16 d) {
        unchecked {
            a = uint8(200) + uint8(100);
            b = -type(int8).min;
            c = 0;
            c--;
            d = uint16(a) << 12;
        }
    }

    function shift(int8 v, uint8 n) external pure returns (int8, int8, uint8, int256) {
        int8 l = v << n;
        int8 r = v >> n;
        uint8 u = uint8(v) >> n;
        int256 w = v;
        w <<= n;
        return (l, r, u, w);
    }

    function pow(uint8 n) external pure returns (uint8 a, uint256 b, int256 c) {
        b = 2 ** n;
        c = (-3) ** n;
        a = n ** 3;
    }

    function wrap(int16 v) external pure returns (int16, int16, int16, uint16) {
        unchecked { return (v - 1, v * v, v / -1, uint16(v) * 3); }
    }

    function checked(int16 v) external pure returns (int16) {
        int16 half = v / 2;
        return -half * 2 - 1;
    }

    function mixed(uint8 a, int8 b) external pure returns (uint16 s, int256 t, bool u, uint256 v) {
        s = uint16(a) + a;
        t = int256(b) * int16(uint16(a));
        u = a > uint8(b);
        v = a + uint256(1);
        v ^= type(uint64).max;
        v |= 1 << 100;
    }
}

//= deploy: ok
//= main(): ok 44, -128, 115792089237316195423570985008687907853269984665640564039457584007913129639935, 49152
//= shift(int8,uint8): ok 0, -64, 64, -256
//= shift(int8,uint8): ok -128, -1, 1, -128
//= shift(int8,uint8): ok 0, 0, 0, 204081131620891764993829185727327650520319780210414690083274752
//= pow(uint8): ok 27, 8, -27
//= pow(uint8): ok 216, 64, 729
//= wrap(int16): ok 32767, 0, -32768, 32768
//= checked(int16): panic 0x11
//= mixed(uint8,int8): ok 510, -255, false, 1267650600246676145570412756735
