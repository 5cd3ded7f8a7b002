// SPDX-License-Identifier: MIT
// Wrapping arithmetic of uint32 beyond its limits.
//? add(uint32 4294967295, uint32 1)
//? add(uint32 4294967295, uint32 4294967295)
//? sub(uint32 0, uint32 1)
//? sub(uint32 0, uint32 4294967295)
//? mul(uint32 4294967295, uint32 4294967295)
//? mul(uint32 65537, uint32 65536)
//? mul(uint32 4294967295, uint32 2)
//? step(uint32 0, uint32 0)
//? step(uint32 4294967295, uint32 4294967295)
pragma solidity ^0.8.20;

contract Test {
    function add(uint32 a, uint32 b) external pure returns (uint32) {
        unchecked {
            return a + b;
        }
    }

    function sub(uint32 a, uint32 b) external pure returns (uint32) {
        unchecked {
            return a - b;
        }
    }

    function mul(uint32 a, uint32 b) external pure returns (uint32) {
        unchecked {
            return a * b;
        }
    }

    function step(uint32 a, uint32 b) external pure returns (uint32, uint32, uint256) {
        unchecked {
            a++;
            b--;
            --b;
            return (a, b, uint256(a + b));
        }
    }
}

//= deploy: ok
//= add(uint32,uint32): ok 0
//= add(uint32,uint32): ok 4294967294
//= sub(uint32,uint32): ok 4294967295
//= sub(uint32,uint32): ok 1
//= mul(uint32,uint32): ok 1
//= mul(uint32,uint32): ok 65536
//= mul(uint32,uint32): ok 4294967294
//= step(uint32,uint32): ok 1, 4294967294, 4294967295
//= step(uint32,uint32): ok 0, 4294967293, 4294967293
