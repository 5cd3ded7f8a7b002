// An operator whose function is not `pure`. Good: "Add `pure`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

type T is uint256;

function add(T a, T b) view returns (T) {
    return T.wrap(T.unwrap(a) + T.unwrap(b) + block.number);
}

using {add as +} for T global;

contract C {}
