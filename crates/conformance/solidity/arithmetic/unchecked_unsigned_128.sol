// SPDX-License-Identifier: MIT
// Wrapping arithmetic of uint128 beyond its limits.
//? add(uint128 340282366920938463463374607431768211455, uint128 1)
//? add(uint128 340282366920938463463374607431768211455, uint128 340282366920938463463374607431768211455)
//? sub(uint128 0, uint128 1)
//? sub(uint128 0, uint128 340282366920938463463374607431768211455)
//? mul(uint128 340282366920938463463374607431768211455, uint128 340282366920938463463374607431768211455)
//? mul(uint128 18446744073709551617, uint128 18446744073709551616)
//? mul(uint128 340282366920938463463374607431768211455, uint128 2)
//? step(uint128 0, uint128 0)
//? step(uint128 340282366920938463463374607431768211455, uint128 340282366920938463463374607431768211455)
pragma solidity ^0.8.20;

contract Test {
    function add(uint128 a, uint128 b) external pure returns (uint128) {
        unchecked {
            return a + b;
        }
    }

    function sub(uint128 a, uint128 b) external pure returns (uint128) {
        unchecked {
            return a - b;
        }
    }

    function mul(uint128 a, uint128 b) external pure returns (uint128) {
        unchecked {
            return a * b;
        }
    }

    function step(uint128 a, uint128 b) external pure returns (uint128, uint128, uint256) {
        unchecked {
            a++;
            b--;
            --b;
            return (a, b, uint256(a + b));
        }
    }
}

//= deploy: ok
//= add(uint128,uint128): ok 0
//= add(uint128,uint128): ok 340282366920938463463374607431768211454
//= sub(uint128,uint128): ok 340282366920938463463374607431768211455
//= sub(uint128,uint128): ok 1
//= mul(uint128,uint128): ok 1
//= mul(uint128,uint128): ok 18446744073709551616
//= mul(uint128,uint128): ok 340282366920938463463374607431768211454
//= step(uint128,uint128): ok 1, 340282366920938463463374607431768211454, 340282366920938463463374607431768211455
//= step(uint128,uint128): ok 0, 340282366920938463463374607431768211453, 340282366920938463463374607431768211453
