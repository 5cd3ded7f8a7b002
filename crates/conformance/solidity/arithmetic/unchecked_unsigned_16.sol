// SPDX-License-Identifier: MIT
// Wrapping arithmetic of uint16 beyond its limits.
//? add(uint16 65535, uint16 1)
//? add(uint16 65535, uint16 65535)
//? sub(uint16 0, uint16 1)
//? sub(uint16 0, uint16 65535)
//? mul(uint16 65535, uint16 65535)
//? mul(uint16 257, uint16 256)
//? mul(uint16 65535, uint16 2)
//? step(uint16 0, uint16 0)
//? step(uint16 65535, uint16 65535)
pragma solidity ^0.8.20;

contract Test {
    function add(uint16 a, uint16 b) external pure returns (uint16) {
        unchecked {
            return a + b;
        }
    }

    function sub(uint16 a, uint16 b) external pure returns (uint16) {
        unchecked {
            return a - b;
        }
    }

    function mul(uint16 a, uint16 b) external pure returns (uint16) {
        unchecked {
            return a * b;
        }
    }

    function step(uint16 a, uint16 b) external pure returns (uint16, uint16, uint256) {
        unchecked {
            a++;
            b--;
            --b;
            return (a, b, uint256(a + b));
        }
    }
}

//= deploy: ok
//= add(uint16,uint16): ok 0
//= add(uint16,uint16): ok 65534
//= sub(uint16,uint16): ok 65535
//= sub(uint16,uint16): ok 1
//= mul(uint16,uint16): ok 1
//= mul(uint16,uint16): ok 256
//= mul(uint16,uint16): ok 65534
//= step(uint16,uint16): ok 1, 65534, 65535
//= step(uint16,uint16): ok 0, 65533, 65533
