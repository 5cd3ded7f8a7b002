// SPDX-License-Identifier: MIT
// Wrapping arithmetic of uint64 beyond its limits.
//? add(uint64 18446744073709551615, uint64 1)
//? add(uint64 18446744073709551615, uint64 18446744073709551615)
//? sub(uint64 0, uint64 1)
//? sub(uint64 0, uint64 18446744073709551615)
//? mul(uint64 18446744073709551615, uint64 18446744073709551615)
//? mul(uint64 4294967297, uint64 4294967296)
//? mul(uint64 18446744073709551615, uint64 2)
//? step(uint64 0, uint64 0)
//? step(uint64 18446744073709551615, uint64 18446744073709551615)
pragma solidity ^0.8.20;

contract Test {
    function add(uint64 a, uint64 b) external pure returns (uint64) {
        unchecked {
            return a + b;
        }
    }

    function sub(uint64 a, uint64 b) external pure returns (uint64) {
        unchecked {
            return a - b;
        }
    }

    function mul(uint64 a, uint64 b) external pure returns (uint64) {
        unchecked {
            return a * b;
        }
    }

    function step(uint64 a, uint64 b) external pure returns (uint64, uint64, uint256) {
        unchecked {
            a++;
            b--;
            --b;
            return (a, b, uint256(a + b));
        }
    }
}

//= deploy: ok
//= add(uint64,uint64): ok 0
//= add(uint64,uint64): ok 18446744073709551614
//= sub(uint64,uint64): ok 18446744073709551615
//= sub(uint64,uint64): ok 1
//= mul(uint64,uint64): ok 1
//= mul(uint64,uint64): ok 4294967296
//= mul(uint64,uint64): ok 18446744073709551614
//= step(uint64,uint64): ok 1, 18446744073709551614, 18446744073709551615
//= step(uint64,uint64): ok 0, 18446744073709551613, 18446744073709551613
