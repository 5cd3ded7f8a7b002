// SPDX-License-Identifier: MIT
// Events with user-defined types, contracts and addresses.
pragma solidity ^0.8.20;

interface IToken {}

type Id is uint32;

contract Test {
    event E(Id indexed id, IToken indexed token, address payable to);

    function main() external {
        emit E(Id.wrap(7), IToken(address(9)), payable(msg.sender));
    }
}

//= deploy: ok
//= main(): ok
//=   event E(uint32,address,address) [0x0000000000000000000000000000000000000000000000000000000000000007, 0x0000000000000000000000000000000000000000000000000000000000000009] 0x0000000000000000000000000000000000000000000000000000000000000001
