// The random value of the beacon chain. Good: "`block.prevrandao` is not supported .. use commit and reveal."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public view returns (uint256) {
        return block.prevrandao % 6 + 1;
    }
}
