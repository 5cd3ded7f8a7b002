// `msg.value` in a function that takes no value. Good: "`buy` is not `payable`, so `msg.value` would always be 0. Write `payable`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256 private total;

    function buy() public {
        total += msg.value;
    }
}
