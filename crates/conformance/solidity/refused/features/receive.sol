// A function that receives plain transfers. Good: "`receive` is not supported: every call names a function. Use `function deposit() external payable`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256 public total;

    receive() external payable {
        total += msg.value;
    }
}
