// Reading the balance of an account. Good: "`.balance` is not supported: balances of accounts cannot be read. Count what comes in with `msg.value` in a variable of your own."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function rich(address who) public view returns (bool) {
        return who.balance > 1 ether;
    }
}
