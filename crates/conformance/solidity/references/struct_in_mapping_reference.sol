// SPDX-License-Identifier: MIT
// References into mappings survive other writes.
pragma solidity ^0.8.20;

contract Test {
    struct Acc { uint256 balance; uint256 nonce; }

    mapping(address => Acc) accounts;

    function main() external returns (uint256, uint256, uint256) {
        Acc storage a = accounts[address(1)];
        Acc storage b = accounts[address(2)];
        a.balance = 10;
        b.balance = 20;
        accounts[address(1)].nonce = 3;
        (a, b) = (b, a);
        a.balance += 1;
        b.balance += 2;
        return (accounts[address(1)].balance, accounts[address(2)].balance, b.nonce);
    }
}

//= deploy: ok
//= main(): ok 12, 21, 3
