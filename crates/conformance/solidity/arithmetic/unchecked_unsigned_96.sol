// SPDX-License-Identifier: MIT
// Wrapping arithmetic of uint96 beyond its limits.
//? add(uint96 79228162514264337593543950335, uint96 1)
//? add(uint96 79228162514264337593543950335, uint96 79228162514264337593543950335)
//? sub(uint96 0, uint96 1)
//? sub(uint96 0, uint96 79228162514264337593543950335)
//? mul(uint96 79228162514264337593543950335, uint96 79228162514264337593543950335)
//? mul(uint96 281474976710657, uint96 281474976710656)
//? mul(uint96 79228162514264337593543950335, uint96 2)
//? step(uint96 0, uint96 0)
//? step(uint96 79228162514264337593543950335, uint96 79228162514264337593543950335)
pragma solidity ^0.8.20;

contract Test {
    function add(uint96 a, uint96 b) external pure returns (uint96) {
        unchecked {
            return a + b;
        }
    }

    function sub(uint96 a, uint96 b) external pure returns (uint96) {
        unchecked {
            return a - b;
        }
    }

    function mul(uint96 a, uint96 b) external pure returns (uint96) {
        unchecked {
            return a * b;
        }
    }

    function step(uint96 a, uint96 b) external pure returns (uint96, uint96, uint256) {
        unchecked {
            a++;
            b--;
            --b;
            return (a, b, uint256(a + b));
        }
    }
}

//= deploy: ok
//= add(uint96,uint96): ok 0
//= add(uint96,uint96): ok 79228162514264337593543950334
//= sub(uint96,uint96): ok 79228162514264337593543950335
//= sub(uint96,uint96): ok 1
//= mul(uint96,uint96): ok 1
//= mul(uint96,uint96): ok 281474976710656
//= mul(uint96,uint96): ok 79228162514264337593543950334
//= step(uint96,uint96): ok 1, 79228162514264337593543950334, 79228162514264337593543950335
//= step(uint96,uint96): ok 0, 79228162514264337593543950333, 79228162514264337593543950333
