// SPDX-License-Identifier: MIT
// Functions called inside see the same sender and value.
//? f() value 3 from 0xcc
pragma solidity ^0.8.20;

contract Test {
    function inner() internal view returns (address, uint256) {
        return (msg.sender, msg.value);
    }

    function f() external payable returns (address, uint256) {
        return inner();
    }
}

//= deploy: ok
//= f(): ok 0x00000000000000000000000000000000000000cc, 3
