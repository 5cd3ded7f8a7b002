// A value of an enum named `_`. Good: says what `_` stands for.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    enum E {
        _,
        A
    }
}
