// Compound assignments compute in the type of the left side.
//? run(uint8 200, int16 -300)
//? over(uint8 200)
//? shifts(uint8 129, int8 -100)
pragma solidity ^0.8.20;

contract Test {
    uint8 private s8 = 250;
    uint24 private s24;

    function run(uint8 a, int16 b) external returns (uint8, int16, uint8, uint24) {
        a /= 3;
        a *= 3;
        a %= 7;
        b += 100;
        b /= -7;
        s8 -= a;
        s24 = s8;
        s24 *= 1000;
        s24 |= 1;
        return (a, b, s8, s24);
    }

    function over(uint8 a) external pure returns (uint8) {
        a += 56;
        return a;
    }

    function shifts(uint8 a, int8 b) external pure returns (uint8, uint8, int8, int8, uint8) {
        uint8 c = a;
        int8 d = b;
        a <<= 1;
        c >>= 3;
        b >>= 2;
        d <<= 1;
        return (a, c, b, d, ~a);
    }
}

//= deploy: ok
//= run(uint8,int16): ok 2, 28, 248, 248001
//= over(uint8): panic 0x11
//= shifts(uint8,int8): ok 2, 16, -25, 56, 253
