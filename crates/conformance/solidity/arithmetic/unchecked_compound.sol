// SPDX-License-Identifier: MIT
// Compound assignments wrap in an unchecked block and not after it.
//? wraps()
//? after_()
pragma solidity ^0.8.20;

contract Test {
    function wraps() external pure returns (uint8 a, int8 b, uint24 c) {
        a = 250;
        b = -128;
        c = 1;
        unchecked {
            a += 10;
            b -= 1;
            c *= 0xffffff;
            c += 2;
        }
    }

    function after_() external pure returns (uint8 a) {
        a = 250;
        unchecked {
            a += 10;
        }
        a -= 5;
    }
}

//= deploy: ok
//= wraps(): ok 4, 127, 1
//= after_(): panic 0x11
