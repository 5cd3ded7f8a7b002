// The old name of the random value. Good: "`block.difficulty` is not supported .. there is no randomness on the chain; use commit and reveal."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public view returns (uint256) {
        return block.difficulty;
    }
}
