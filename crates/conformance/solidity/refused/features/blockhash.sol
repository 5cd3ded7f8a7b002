// The hash of an earlier block. Good: "`blockhash` is not supported: hashes of blocks cannot be read. For a lottery use commit and reveal."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function random() public view returns (uint256) {
        return uint256(blockhash(block.number - 1));
    }
}
