// A number with a fraction that begins with two zeros. Good: "no octal numbers".
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure {
        uint256 x = 00.5 ether;
        require(x > 0);
    }
}
