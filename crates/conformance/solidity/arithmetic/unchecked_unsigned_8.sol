// SPDX-License-Identifier: MIT
// Wrapping arithmetic of uint8 beyond its limits.
//? add(uint8 255, uint8 1)
//? add(uint8 255, uint8 255)
//? sub(uint8 0, uint8 1)
//? sub(uint8 0, uint8 255)
//? mul(uint8 255, uint8 255)
//? mul(uint8 17, uint8 16)
//? mul(uint8 255, uint8 2)
//? step(uint8 0, uint8 0)
//? step(uint8 255, uint8 255)
pragma solidity ^0.8.20;

contract Test {
    function add(uint8 a, uint8 b) external pure returns (uint8) {
        unchecked {
            return a + b;
        }
    }

    function sub(uint8 a, uint8 b) external pure returns (uint8) {
        unchecked {
            return a - b;
        }
    }

    function mul(uint8 a, uint8 b) external pure returns (uint8) {
        unchecked {
            return a * b;
        }
    }

    function step(uint8 a, uint8 b) external pure returns (uint8, uint8, uint256) {
        unchecked {
            a++;
            b--;
            --b;
            return (a, b, uint256(a + b));
        }
    }
}

//= deploy: ok
//= add(uint8,uint8): ok 0
//= add(uint8,uint8): ok 254
//= sub(uint8,uint8): ok 255
//= sub(uint8,uint8): ok 1
//= mul(uint8,uint8): ok 1
//= mul(uint8,uint8): ok 16
//= mul(uint8,uint8): ok 254
//= step(uint8,uint8): ok 1, 254, 255
//= step(uint8,uint8): ok 0, 253, 253
