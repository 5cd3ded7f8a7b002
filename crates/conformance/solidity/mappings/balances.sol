// SPDX-License-Identifier: MIT
// Balances of several senders in one program.
//? deposit() value 5
//? deposit() value 7 from 0xbb
//? move(address 0xbb, uint256 3)
//? move(address 0xbb, uint256 3)
//? balances(address 0xbb)
//? balances(address 0x01)
//? total()
pragma solidity ^0.8.20;

contract Test {
    mapping(address => uint256) public balances;
    uint256 public total;

    function deposit() external payable {
        balances[msg.sender] += msg.value;
        total += msg.value;
    }

    function move(address to, uint256 v) external {
        require(balances[msg.sender] >= v, "balance");
        balances[msg.sender] -= v;
        balances[to] += v;
    }
}

//= deploy: ok
//= deposit(): ok
//= deposit(): ok
//= move(address,uint256): ok
//= move(address,uint256): revert "balance"
//= balances(address): ok 10
//= balances(address): ok 2
//= total(): ok 12
