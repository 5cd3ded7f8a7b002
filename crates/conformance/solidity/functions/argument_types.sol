// SPDX-License-Identifier: MIT
// Parameters of every kind of type from outside.
//? values(uint8 255, int16 -5, bool true, address 0xaa, bytes3 0x010203)
//? texts(string "héllo", bytes 0x00ff)
//? texts(string "", bytes 0x)
//? arrays(uint8[] [1, 2, 3], bool[2] [true, false], string[] ["a", "bc"])
//? nested((uint256,(bool,bytes2),uint8[]) (7, (true, 0xabcd), [9, 8]))
//? enums(uint8 2)
pragma solidity ^0.8.20;

contract Test {
    enum E { A, B, C }
    struct Inner { bool b; bytes2 c; }
    struct Outer { uint256 a; Inner inner; uint8[] list; }

    function values(uint8 a, int16 b, bool c, address d, bytes3 e) external pure returns (uint8, int16, bool, address, bytes3) {
        return (a, b, c, d, e);
    }

    function texts(string memory s, bytes calldata b) external pure returns (string memory, bytes memory, uint256) {
        return (s, b, bytes(s).length * 10 + b.length);
    }

    function arrays(uint8[] memory a, bool[2] calldata b, string[] calldata c) external pure returns (uint8[] memory, bool[2] memory, string[] memory) {
        return (a, b, c);
    }

    function nested(Outer calldata o) external pure returns (Outer memory, uint256) {
        return (o, o.a + o.list[1] + (o.inner.b ? 100 : 0));
    }

    function enums(E e) external pure returns (E, bool) {
        return (e, e == E.C);
    }
}

//= deploy: ok
//= values(uint8,int16,bool,address,bytes3): ok 255, -5, true, 0x00000000000000000000000000000000000000aa, 0x010203
//= texts(string,bytes): ok "héllo", 0x00ff, 62
//= texts(string,bytes): ok "", 0x, 0
//= arrays(uint8[],bool[2],string[]): ok [1, 2, 3], [true, false], ["a", "bc"]
//= nested((uint256,(bool,bytes2),uint8[])): ok (7, (true, 0xabcd), [9, 8]), 115
//= enums(uint8): ok 2, true
