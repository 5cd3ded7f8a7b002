// Two interfaces with the same event. Good: "`C` inherits an event `Paid` from `A` and from `B`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

interface A {
    event Paid(uint256 amount);
}

interface B {
    event Paid(uint256 amount);
}

contract C is A, B {
    function f() public {
        emit Paid(1);
    }
}
