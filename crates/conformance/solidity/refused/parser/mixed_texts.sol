// A text and a `unicode` text in a row. Good: says that both need the word.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure {
        string memory s = "price: " unicode"5 €";
        require(bytes(s).length > 0);
    }
}
