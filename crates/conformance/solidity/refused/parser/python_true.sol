// `True` of Python. Good: "There is no `True`. Did you mean `true`?"
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    bool public on = True;
}
