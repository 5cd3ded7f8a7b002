// A private variable of a base contract. Good: "`secret` is private in `A`. Make it `internal` there."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    uint256 private secret = 1;
}

contract C is A {
    function f() public view returns (uint256) {
        return secret;
    }
}
