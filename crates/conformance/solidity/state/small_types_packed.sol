// SPDX-License-Identifier: MIT
// Small state variables side by side do not touch each other.
pragma solidity ^0.8.20;

contract Test {
    uint8 a = 1;
    uint16 b = 2;
    bool c = true;
    int24 d = -3;
    address e = address(4);
    bytes3 f = 0x050607;

    function main() external returns (uint8, uint16, bool, int24, address, bytes3) {
        b = type(uint16).max;
        d = type(int24).min;
        unchecked {
            a -= 2;
        }
        c = !c;
        return (a, b, c, d, e, f);
    }
}

//= deploy: ok
//= main(): ok 255, 65535, false, -8388608, 0x0000000000000000000000000000000000000004, 0x050607
