// `push` on an array of fixed length. Good: "`push` needs a dynamic array; `uint256[3]` has a fixed length."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256[3] private a;

    function f() public {
        a.push(1);
    }
}
