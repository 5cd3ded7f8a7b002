// An error with an argument of the wrong type. Good: "The argument of `Bad` is a `uint256`, not a `bool`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    error Bad(uint256 n);

    function f() public pure {
        revert Bad(true);
    }
}
