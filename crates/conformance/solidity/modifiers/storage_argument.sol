// SPDX-License-Identifier: MIT
// A modifier with a storage reference.
//? open()
//? pay(uint256 5)
//? pay(uint256 5) from 0xee
//? balance()
pragma solidity ^0.8.20;

contract Test {
    struct Account { uint256 balance; bool open; }

    mapping(address => Account) accounts;

    modifier isOpen(Account storage a) {
        require(a.open, "closed");
        _;
        a.balance += 1;
    }

    function open() external {
        accounts[msg.sender].open = true;
    }

    function pay(uint256 x) external isOpen(accounts[msg.sender]) {
        accounts[msg.sender].balance += x;
    }

    function balance() external view returns (uint256) {
        return accounts[msg.sender].balance;
    }
}

//= deploy: ok
//= open(): ok
//= pay(uint256): ok
//= pay(uint256): revert "closed"
//= balance(): ok 6
