// SPDX-License-Identifier: MIT
// Structs built inside each other, with conversions.
pragma solidity ^0.8.20;

contract Test {
    struct In { uint64 a; bytes4 b; }
    struct Out { In first; In[] rest; string name; int256 n; }

    function main() external pure returns (Out memory) {
        In[] memory rest = new In[](2);
        rest[0] = In(1, 0x01020304);
        rest[1] = In({b: "ab", a: uint8(255)});
        return Out({n: -int256(uint256(rest[1].a)), rest: rest, name: "out", first: In(uint32(7), bytes2(0xffff))});
    }
}

//= deploy: ok
//= main(): ok ((7, 0xffff0000), [(1, 0x01020304), (255, 0x61620000)], "out", -255)
