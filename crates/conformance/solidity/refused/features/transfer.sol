// Sending value with `transfer`. Good: "`.transfer` on an address is not supported: value cannot be sent from here. Keep what is owed in a mapping (`credit[to] += amount`)."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function pay(address payable to) public payable {
        to.transfer(msg.value);
    }
}
