// Overriding a modifier that is not virtual. Good: "The modifier `A.only` is not `virtual`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    modifier only() {
        _;
    }
}

contract C is A {
    modifier only() override {
        require(msg.sender != address(0));
        _;
    }
}
