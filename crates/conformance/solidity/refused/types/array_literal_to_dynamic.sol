// A literal where a dynamic array is needed. Good: "`[1, 2, 3]` is an array of fixed length. Make `new uint256[](3)` and fill it."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure returns (uint256[] memory a) {
        a = [uint256(1), 2, 3];
    }
}
