// SPDX-License-Identifier: MIT
// Enums in mappings, arrays, structs and events.
pragma solidity ^0.8.20;

contract Test {
    enum E { A, B, C }
    struct S { E e; uint8 n; }

    event Changed(E indexed from, E to);

    mapping(E => uint256) counts;
    E[] list;
    E[4] fixedList;
    S s;

    function main() external returns (uint256, E[] memory, E[4] memory, S memory) {
        counts[E.B] += 5;
        list.push(E.C);
        list.push(E.A);
        fixedList[3] = E.B;
        s = S(E.C, 1);
        emit Changed(E.B, s.e);
        return (counts[E.B] + counts[E.C], list, fixedList, s);
    }
}

//= deploy: ok
//= main(): ok 5, [2, 0], [0, 0, 0, 1], (2, 1)
//=   event Changed(uint8,uint8) [0x0000000000000000000000000000000000000000000000000000000000000001] 0x0000000000000000000000000000000000000000000000000000000000000002
