// One of several events of a name is declared in a base too. Good: "The event `Paid` is already declared in `A`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    event Paid(uint256 amount);
    event Paid(address who);
}

contract C is A {
    event Paid(bytes32 reference_);
    event Paid(address who);
}
