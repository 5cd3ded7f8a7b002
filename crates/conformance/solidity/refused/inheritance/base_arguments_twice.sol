// A base whose constructor gets arguments in two places. Good: "`A` gets its arguments twice", with both places.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    uint256 public x;

    constructor(uint256 x_) {
        x = x_;
    }
}

contract C is A(1) {
    constructor() A(2) {}
}
