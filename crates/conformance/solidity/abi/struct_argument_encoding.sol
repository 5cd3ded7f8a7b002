// SPDX-License-Identifier: MIT
// Structs and nested arrays from outside and back again.
//? f((int16,bytes2[])[] [(-1, [0x0102]), (5, [])], string[][] [["a"], [], ["b", "c"]])
pragma solidity ^0.8.20;

contract Test {
    struct P { int16 x; bytes2[] tags; }

    function f(P[] calldata ps, string[][] calldata names) external pure returns (bytes32, P memory, string[][] memory) {
        return (keccak256(abi.encode(ps, names)), ps[0], names);
    }
}

//= deploy: ok
//= f((int16,bytes2[])[],string[][]): ok 0x3507abd8ff9ab2be3b16f320b169021a24ee2eeabcf9b8d8b7860906165e81a9, (-1, [0x0102]), [["a"], [], ["b", "c"]]
