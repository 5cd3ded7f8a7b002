// A function that does not exist. Good: "There is no function `_mint` in `C` or its bases."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public {
        _mint(msg.sender, 1);
    }
}
