// A variable named `instance`, which is kept back here. Good: "Choose another name."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    address public instance;
}
