// The gas limit of the block. Good: "`block.gaslimit` is not supported ..".
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public view returns (uint256) {
        return block.gaslimit;
    }
}
