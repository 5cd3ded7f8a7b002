// SPDX-License-Identifier: MIT
// Errors with arguments of every kind.
//? f(uint256 0)
//? f(uint256 1)
//? f(uint256 2)
pragma solidity ^0.8.20;

contract Test {
    struct P { uint8 a; string s; }
    enum E { A, B }

    error Values(uint8 a, int16 b, bool c, address d, bytes3 e, E f);
    error Texts(string s, bytes b);
    error Lists(uint8[] a, bool[2] b, P p);

    function f(uint256 n) external pure {
        if (n == 0) revert Values(255, -5, true, address(7), 0x010203, E.B);
        if (n == 1) revert Texts("text", hex"0102");
        uint8[] memory a = new uint8[](2);
        a[0] = 4;
        revert Lists(a, [true, false], P(9, "p"));
    }
}

//= deploy: ok
//= f(uint256): revert Values(uint8,int16,bool,address,bytes3,uint8) (255, -5, true, 0x0000000000000000000000000000000000000007, 0x010203, 1)
//= f(uint256): revert Texts(string,bytes) ("text", 0x0102)
//= f(uint256): revert Lists(uint8[],bool[2],(uint8,string)) ([4, 0], [true, false], (9, "p"))
