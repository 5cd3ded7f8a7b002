// The old name of the time. Good: "`now` was removed in Solidity 0.7. Write `block.timestamp`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public view returns (uint256) {
        return now;
    }
}
