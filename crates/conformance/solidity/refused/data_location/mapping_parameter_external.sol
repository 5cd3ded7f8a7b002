// A struct with a mapping in call data. Good: keep it in the state.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    struct P {
        mapping(uint256 => uint256) m;
    }

    function f(P calldata p) external view returns (uint256) {
        return p.m[1];
    }
}
