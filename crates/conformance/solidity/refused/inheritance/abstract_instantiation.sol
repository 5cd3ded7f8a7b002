// Creating an abstract contract. Good: "`A` is abstract, so it cannot be created; and `new` for contracts is not supported." once.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

abstract contract A {
    function f() public virtual;
}

contract C {
    function make() public returns (address) {
        return address(new A());
    }
}
