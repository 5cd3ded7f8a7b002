// A loop variable after its loop. Good: "`i` ends with the loop. Declare it before the loop."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure returns (uint256) {
        for (uint256 i = 0; i < 3; i++) {}
        return i;
    }
}
