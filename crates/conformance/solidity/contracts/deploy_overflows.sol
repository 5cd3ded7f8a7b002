// A deployment that fails because the supply does not fit, after an event that is undone with it.
//? deploy(uint8 78) from 0x00000000000000000000000000000000000000aa
//? totalSupply()

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract FixedSupply {
    mapping(address => uint256) public balanceOf;
    uint256 public immutable totalSupply;

    event Deployed(address indexed by, uint8 decimals);

    constructor(uint8 decimals) {
        emit Deployed(msg.sender, decimals);
        totalSupply = 1 * 10 ** decimals;
        balanceOf[msg.sender] = totalSupply;
    }
}

//= deploy: panic 0x11
