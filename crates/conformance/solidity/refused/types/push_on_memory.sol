// `push` on an array in memory. Good: "`push` works on arrays in storage only; in memory make `new uint256[](n)` of the final length."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure returns (uint256[] memory a) {
        a.push(1);
    }
}
