// One side of a diamond overrides a modifier, the other does not. Good: "`C` inherits `only` from `B` and `A`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    modifier only() virtual {
        _;
    }
}

contract B is A {
    modifier only() virtual override {
        require(msg.sender == address(1));
        _;
    }
}

contract D is A {}

contract C is D, B {
    function f() public only {}
}
