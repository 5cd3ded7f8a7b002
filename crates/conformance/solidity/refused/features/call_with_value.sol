// A call to another contract with value and gas options. Good: the message of calls to other contracts, once.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

interface Shop {
    function buy(uint256 item) external payable;
}

contract C {
    function f(address shop) public payable {
        Shop(shop).buy{value: msg.value, gas: 50000}(1);
    }
}
