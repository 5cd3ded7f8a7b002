// SPDX-License-Identifier: MIT
// Wrapping arithmetic of uint40 beyond its limits.
//? add(uint40 1099511627775, uint40 1)
//? add(uint40 1099511627775, uint40 1099511627775)
//? sub(uint40 0, uint40 1)
//? sub(uint40 0, uint40 1099511627775)
//? mul(uint40 1099511627775, uint40 1099511627775)
//? mul(uint40 1048577, uint40 1048576)
//? mul(uint40 1099511627775, uint40 2)
//? step(uint40 0, uint40 0)
//? step(uint40 1099511627775, uint40 1099511627775)
pragma solidity ^0.8.20;

contract Test {
    function add(uint40 a, uint40 b) external pure returns (uint40) {
        unchecked {
            return a + b;
        }
    }

    function sub(uint40 a, uint40 b) external pure returns (uint40) {
        unchecked {
            return a - b;
        }
    }

    function mul(uint40 a, uint40 b) external pure returns (uint40) {
        unchecked {
            return a * b;
        }
    }

    function step(uint40 a, uint40 b) external pure returns (uint40, uint40, uint256) {
        unchecked {
            a++;
            b--;
            --b;
            return (a, b, uint256(a + b));
        }
    }
}

//= deploy: ok
//= add(uint40,uint40): ok 0
//= add(uint40,uint40): ok 1099511627774
//= sub(uint40,uint40): ok 1099511627775
//= sub(uint40,uint40): ok 1
//= mul(uint40,uint40): ok 1
//= mul(uint40,uint40): ok 1048576
//= mul(uint40,uint40): ok 1099511627774
//= step(uint40,uint40): ok 1, 1099511627774, 1099511627775
//= step(uint40,uint40): ok 0, 1099511627773, 1099511627773
