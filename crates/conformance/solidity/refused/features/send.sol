// Sending value with `send`. Good: "`.send` is not supported ..", as for `transfer`.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function pay(address payable to) public payable returns (bool) {
        return to.send(msg.value);
    }
}
