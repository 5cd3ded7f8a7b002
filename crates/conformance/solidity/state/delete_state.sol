// SPDX-License-Identifier: MIT
// delete sets state variables of every type back.
pragma solidity ^0.8.20;

contract Test {
    struct S { uint256 a; uint8[] b; string c; }
    enum E { A, B }

    uint256 a = 1;
    string b = "text";
    uint256[] c = [1, 2];
    uint8[3] d = [1, 2, 3];
    S s;
    E e = E.B;

    function main() external returns (uint256, string memory, uint256[] memory, uint8[3] memory, S memory, E) {
        s.a = 5;
        s.b.push(6);
        s.c = "longer than thirty-two bytes, so that it needs two words";
        delete a;
        delete b;
        delete c;
        delete d;
        delete s;
        delete e;
        return (a, b, c, d, s, e);
    }
}

//= deploy: ok
//= main(): ok 0, "", [], [0, 0, 0], (0, [], ""), 0
