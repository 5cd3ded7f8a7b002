// A named part of `abi.decode`. Good: puts the name to the left side.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    bytes data;

    function f() public view {
        (uint256 x) = abi.decode(data, (uint256 y));
        require(x > 0);
    }
}
