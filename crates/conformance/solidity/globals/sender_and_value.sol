// SPDX-License-Identifier: MIT
// msg.sender, msg.value and tx.origin.
//? f() from 0xaa value 5
//? f() value 0
//? f() from 0xffffffffffffffffffffffffffffffffffffffff value 340282366920938463463374607431768211455
pragma solidity ^0.8.20;

contract Test {
    function f() external payable returns (address, uint256, address, bool) {
        return (msg.sender, msg.value, tx.origin, msg.sender == tx.origin);
    }
}

//= deploy: ok
//= f(): ok 0x00000000000000000000000000000000000000aa, 5, 0x00000000000000000000000000000000000000aa, true
//= f(): ok 0x0000000000000000000000000000000000000001, 0, 0x0000000000000000000000000000000000000001, true
//= f(): ok 0xffffffffffffffffffffffffffffffffffffffff, 340282366920938463463374607431768211455, 0xffffffffffffffffffffffffffffffffffffffff, true
