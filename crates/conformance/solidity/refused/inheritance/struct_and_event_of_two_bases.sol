// Two bases that mean different things by one name. Good: "`C` inherits a struct `Order` from `A` and an event `Order` from `B`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    struct Order {
        uint256 amount;
    }
}

contract B {
    event Order(uint256 amount);
}

contract C is A, B {}

contract D is C {}
