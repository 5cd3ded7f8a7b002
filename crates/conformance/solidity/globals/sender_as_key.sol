// SPDX-License-Identifier: MIT
// The sender as a key, over several senders.
//? hit()
//? hit() from 0xaa
//? hit() from 0xaa
//? hits(address 0xaa)
pragma solidity ^0.8.20;

contract Test {
    mapping(address => uint256) public hits;
    address[] seen;

    function hit() external returns (uint256, uint256) {
        if (hits[msg.sender] == 0) seen.push(msg.sender);
        return (++hits[msg.sender], seen.length);
    }
}

//= deploy: ok
//= hit(): ok 1, 1
//= hit(): ok 1, 2
//= hit(): ok 2, 2
//= hits(address): ok 2
