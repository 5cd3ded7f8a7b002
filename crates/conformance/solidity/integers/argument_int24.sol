// SPDX-License-Identifier: MIT
// An int24 argument at both ends.
//? negate(int24 -8388607)
//? negate(int24 8388607)
//? negate(int24 -8388608)
pragma solidity ^0.8.20;

contract Test {
    function negate(int24 x) external pure returns (int24) {
        return -x;
    }
}

//= deploy: ok
//= negate(int24): ok 8388607
//= negate(int24): ok -8388607
//= negate(int24): panic 0x11
