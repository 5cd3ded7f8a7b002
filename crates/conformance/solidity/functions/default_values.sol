// SPDX-License-Identifier: MIT
// Variables without an initial value are zero, empty or false.
//? values()
//? references()
pragma solidity ^0.8.20;

contract Test {
    struct S { uint256 a; bytes b; uint8[2] c; }
    enum E { First, Second }

    function values() external pure returns (uint256, int8, bool, address, bytes3, E) {
        uint256 a;
        int8 b;
        bool c;
        address d;
        bytes3 e;
        E f;
        return (a, b, c, d, e, f);
    }

    function references() external pure returns (string memory, bytes memory, uint256[] memory, uint8[3] memory, S memory) {
        string memory a;
        bytes memory b;
        uint256[] memory c;
        uint8[3] memory d;
        S memory e;
        return (a, b, c, d, e);
    }
}

//= deploy: ok
//= values(): ok 0, 0, false, 0x0000000000000000000000000000000000000000, 0x000000, 0
//= references(): ok "", 0x, [], [0, 0, 0], (0, 0x, [0, 0])
