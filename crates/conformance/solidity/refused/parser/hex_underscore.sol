// An underscore inside a pair of digits. Good: says where it may stand.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure {
        bytes memory s = hex"0_011";
        require(s.length == 2);
    }
}
