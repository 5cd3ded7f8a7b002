// SPDX-License-Identifier: MIT
// Wrapping arithmetic of uint24 beyond its limits.
//? add(uint24 16777215, uint24 1)
//? add(uint24 16777215, uint24 16777215)
//? sub(uint24 0, uint24 1)
//? sub(uint24 0, uint24 16777215)
//? mul(uint24 16777215, uint24 16777215)
//? mul(uint24 4097, uint24 4096)
//? mul(uint24 16777215, uint24 2)
//? step(uint24 0, uint24 0)
//? step(uint24 16777215, uint24 16777215)
pragma solidity ^0.8.20;

contract Test {
    function add(uint24 a, uint24 b) external pure returns (uint24) {
        unchecked {
            return a + b;
        }
    }

    function sub(uint24 a, uint24 b) external pure returns (uint24) {
        unchecked {
            return a - b;
        }
    }

    function mul(uint24 a, uint24 b) external pure returns (uint24) {
        unchecked {
            return a * b;
        }
    }

    function step(uint24 a, uint24 b) external pure returns (uint24, uint24, uint256) {
        unchecked {
            a++;
            b--;
            --b;
            return (a, b, uint256(a + b));
        }
    }
}

//= deploy: ok
//= add(uint24,uint24): ok 0
//= add(uint24,uint24): ok 16777214
//= sub(uint24,uint24): ok 16777215
//= sub(uint24,uint24): ok 1
//= mul(uint24,uint24): ok 1
//= mul(uint24,uint24): ok 4096
//= mul(uint24,uint24): ok 16777214
//= step(uint24,uint24): ok 1, 16777214, 16777215
//= step(uint24,uint24): ok 0, 16777213, 16777213
