// SPDX-License-Identifier: MIT
// Compound assignments and increments of entries of small types.
//? f(uint8 200)
//? f(uint8 56)
//? f(uint8 55)
//? g()
//? low()
pragma solidity ^0.8.20;

contract Test {
    mapping(bytes32 => uint8) small;
    mapping(address => int16) signed;

    function f(uint8 x) external returns (uint8) {
        small["k"] += x;
        return small["k"];
    }

    function g() external returns (int16, int16) {
        signed[msg.sender] -= 5;
        signed[msg.sender] *= 3;
        signed[address(0)]--;
        return (signed[msg.sender], signed[address(0)]);
    }

    function low() external returns (int16) {
        signed[msg.sender] = type(int16).min;
        return --signed[msg.sender];
    }
}

//= deploy: ok
//= f(uint8): ok 200
//= f(uint8): panic 0x11
//= f(uint8): ok 255
//= g(): ok -15, -1
//= low(): panic 0x11
