// SPDX-License-Identifier: MIT
// Public constants have getters.
//? A()
//? NAME()
//? HASH()
//? ROLE()
pragma solidity ^0.8.20;

contract Test {
    uint8 public constant A = 200;
    string public constant NAME = "Token";
    bytes32 public constant HASH = keccak256(abi.encodePacked("a", uint8(1)));
    bytes32 public constant ROLE = "ROLE";
}

//= deploy: ok
//= A(): ok 200
//= NAME(): ok "Token"
//= HASH(): ok 0x7165fad8c7c74edbdc84ba961a4ad0b267f026baf1bbc16a8bdee605b247e1c7
//= ROLE(): ok 0x524f4c4500000000000000000000000000000000000000000000000000000000
