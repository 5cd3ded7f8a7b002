// SPDX-License-Identifier: MIT
// A public state variable implements an external function.
//? total()
//? balances(address 0x01)
//? balances(address 0x02)
pragma solidity ^0.8.20;

interface IToken {
    function total() external view returns (uint256);
    function balances(address who) external view returns (uint256);
}

contract Test is IToken {
    uint256 public override total = 100;
    mapping(address => uint256) public override balances;

    constructor() {
        balances[msg.sender] = 60;
    }
}

//= deploy: ok
//= total(): ok 100
//= balances(address): ok 60
//= balances(address): ok 0
