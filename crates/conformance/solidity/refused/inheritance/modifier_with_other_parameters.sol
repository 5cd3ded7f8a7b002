// An overriding modifier with other parameters. Good: "`atLeast` takes (uint8), the one that it overrides takes (uint256)."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    modifier atLeast(uint256 value) virtual {
        require(value > 1);
        _;
    }
}

contract C is A {
    modifier atLeast(uint8 value) override {
        require(value > 2);
        _;
    }
}
