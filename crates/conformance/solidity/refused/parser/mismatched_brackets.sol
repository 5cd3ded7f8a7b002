// A bracket closed by another kind. Good: "`[` is closed by `)`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256[3] private a;

    function f() public view returns (uint256) {
        return (a[0)];
    }
}
