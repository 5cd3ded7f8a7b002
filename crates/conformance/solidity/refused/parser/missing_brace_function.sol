// A function whose body is not closed. Good: "The `{` of `f` (line 6) is not closed; `}` is missing before the end of the file."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure returns (uint256) {
        return 1;

    function g() public pure returns (uint256) {
        return 2;
    }
}
