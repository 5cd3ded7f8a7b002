// A string parameter without a place. Good: "`string` needs a place: write `string memory name` (or `calldata`)."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    string private name;

    function set(string n) public {
        name = n;
    }
}
