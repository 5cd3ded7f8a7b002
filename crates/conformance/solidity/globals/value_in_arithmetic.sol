// SPDX-License-Identifier: MIT
// The value sent, in arithmetic, comparisons and events.
//? pay() value 7
//? pay() from 0xbb value 100
//? pay()
//? total()
pragma solidity ^0.8.20;

contract Test {
    event Paid(address indexed who, uint256 value, uint256 share);

    uint256 public total;

    function pay() external payable {
        require(msg.value > 0, "nothing");
        total += msg.value;
        emit Paid(msg.sender, msg.value, msg.value * 10_000 / total);
    }
}

//= deploy: ok
//= pay(): ok
//=   event Paid(address,uint256,uint256) [0x0000000000000000000000000000000000000000000000000000000000000001] 0x00000000000000000000000000000000000000000000000000000000000000070000000000000000000000000000000000000000000000000000000000002710
//= pay(): ok
//=   event Paid(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x00000000000000000000000000000000000000000000000000000000000000640000000000000000000000000000000000000000000000000000000000002481
//= pay(): revert "nothing"
//= total(): ok 107
