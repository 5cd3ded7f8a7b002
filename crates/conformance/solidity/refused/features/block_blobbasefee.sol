// The base fee of blobs. Good: "`block.blobbasefee` is not supported ..".
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public view returns (uint256) {
        return block.blobbasefee;
    }
}
