// SPDX-License-Identifier: MIT
// Small members of a struct in storage.
pragma solidity ^0.8.20;

contract Test {
    struct S { uint8 a; int16 b; bool c; address d; uint64 e; bytes2 f; }

    S s = S(1, -2, true, address(3), 4, 0x0506);

    function main() external returns (S memory, S memory) {
        S memory before = s;
        s.a = 255;
        s.b = -32768;
        s.c = false;
        s.e = type(uint64).max;
        return (before, s);
    }
}

//= deploy: ok
//= main(): ok (1, -2, true, 0x0000000000000000000000000000000000000003, 4, 0x0506), (255, -32768, false, 0x0000000000000000000000000000000000000003, 18446744073709551615, 0x0506)
