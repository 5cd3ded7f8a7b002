// SPDX-License-Identifier: MIT
// Sender and origin are the same account in a direct call.
//? f() from 0xaa
//? only() from 0xaa
pragma solidity ^0.8.20;

contract Test {
    modifier direct() {
        require(msg.sender == tx.origin, "direct only");
        _;
    }

    function f() external view returns (address, address, bytes32) {
        return (msg.sender, tx.origin, keccak256(abi.encodePacked(msg.sender, tx.origin)));
    }

    function only() external view direct returns (bool) {
        return true;
    }
}

//= deploy: ok
//= f(): ok 0x00000000000000000000000000000000000000aa, 0x00000000000000000000000000000000000000aa, 0xd859d9da7e1d042114a3461a6ad33927c46ba17cc674b3e586cafe761b2e4de1
//= only(): ok true
