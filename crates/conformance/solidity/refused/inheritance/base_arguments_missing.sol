// A base whose constructor gets no arguments. Good: "The constructor of `A` takes `uint256 x`. Write `contract C is A(1)` or `constructor() A(1)`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    uint256 public x;

    constructor(uint256 x_) {
        x = x_;
    }
}

contract C is A {
    constructor() {}
}
