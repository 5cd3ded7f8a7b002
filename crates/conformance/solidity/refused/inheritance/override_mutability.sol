// Overriding a `view` function by one that writes. Good: "`A.f` is `view`; its replacement may be `view` or `pure`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    function f() public view virtual returns (uint256) {
        return 1;
    }
}

contract C is A {
    uint256 private x;

    function f() public override returns (uint256) {
        x = 2;
        return x;
    }
}
