// A member that `block` does not have. Good: "`block` has no member `time`. It has `number` and `timestamp`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public view returns (uint256) {
        return block.time;
    }
}
