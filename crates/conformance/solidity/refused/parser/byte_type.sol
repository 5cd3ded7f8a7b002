// The type `byte`, removed in 0.8.0. Good: names the version and `bytes1`.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure {
        byte b = 0x01;
        require(b != 0);
    }
}
