// SPDX-License-Identifier: MIT
// Compound bit assignments on locals, state and elements.
pragma solidity ^0.8.20;

contract Test {
    uint8 public flags;

    function main() external returns (uint8, uint256, bytes1, uint16) {
        flags |= 0x81;
        flags &= 0xf0;
        flags ^= 0xff;
        uint256[2] memory a = [uint256(7), 8];
        a[0] ^= a[1];
        bytes1 b = 0x0f;
        b |= 0x80;
        uint16 m = 0xffff;
        m &= 0x0ff0;
        return (flags, a[0], b, m);
    }
}

//= deploy: ok
//= main(): ok 127, 15, 0x8f, 4080
