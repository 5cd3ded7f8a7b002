// Calling a private function of a base. Good: "`_set` is private in `A`. Make it `internal` there."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    uint256 internal x;

    function _set(uint256 v) private {
        x = v;
    }
}

contract C is A {
    function f() public {
        _set(1);
    }
}
