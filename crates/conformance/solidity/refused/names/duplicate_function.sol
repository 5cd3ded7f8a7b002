// Two functions with the same name and parameters. Good: "`f()` is defined twice", with both places.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure returns (uint256) {
        return 1;
    }

    function f() public pure returns (uint256) {
        return 2;
    }
}
