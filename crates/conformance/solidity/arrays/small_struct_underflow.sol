// SPDX-License-Identifier: MIT
// A decrement below the limit of a packed member panics and changes nothing.
//? down()
//? lower()
//? up()
//? read()
pragma solidity ^0.8.20;

contract Test {
    struct P { uint8 a; int8 b; uint8 c; }

    P p = P(0, -128, 255);

    function down() external {
        p.a--;
    }

    function lower() external {
        p.b -= 1;
    }

    function up() external {
        p.c += 1;
    }

    function read() external view returns (P memory) {
        return p;
    }
}

//= deploy: ok
//= down(): panic 0x11
//= lower(): panic 0x11
//= up(): panic 0x11
//= read(): ok (0, -128, 255)
