// `override` of a modifier that no base has. Good: "No base has a modifier `only`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {}

contract C is A {
    modifier only() override {
        _;
    }
}
