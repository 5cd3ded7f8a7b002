// Two free functions of the same name. Good: "`show` is defined twice .. overloading is not supported".
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

function show(uint256 n) pure returns (uint256) {
    return n;
}

function show(bool b) pure returns (bool) {
    return b;
}

contract C {
    function f() public pure returns (uint256) {
        return show(uint256(7));
    }
}
