// A member that `msg` does not have. Good: "`msg` has no member `amount`. It has `sender`, `value`, `data`, `sig`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public payable returns (uint256) {
        return msg.amount;
    }
}
