// A `bytes4` of two digits. Good: says how many digits are needed.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure {
        bytes4 b = bytes4(0x12);
        require(b != 0);
    }
}
