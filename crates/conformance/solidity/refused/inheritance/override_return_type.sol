// Overriding with another return type. Good: "`A.f` returns a `uint256`; its replacement returns a `bool`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    function f() public pure virtual returns (uint256) {
        return 1;
    }
}

contract C is A {
    function f() public pure override returns (bool) {
        return true;
    }
}
