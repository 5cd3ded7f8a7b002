// An operator without `global`. Good: "Write `global`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

type T is uint256;

function add(T a, T b) pure returns (T) {
    return T.wrap(T.unwrap(a) + T.unwrap(b));
}

contract C {
    using {add as +} for T;
}
