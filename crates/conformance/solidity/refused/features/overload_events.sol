// Two events of the same name. Good: "The event `Log` is defined twice. Overloading is not supported; give one of them another name."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    event Log(uint256 number);
    event Log(string text);

    function f() public {
        emit Log("x");
    }
}
