// A returned string without a place. Good: "`string` needs a place: write `returns (string memory)`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    string private name;

    function get() public view returns (string) {
        return name;
    }
}
