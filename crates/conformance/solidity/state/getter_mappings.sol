// SPDX-License-Identifier: MIT
// Getters of mappings take the keys.
//? one(address 0xaa)
//? one(address 0xbb)
//? two(uint256 1, bytes2 0x0102)
//? two(uint256 1, bytes2 0x0103)
//? byText(string "key")
//? byText(string "kez")
pragma solidity ^0.8.20;

contract Test {
    mapping(address => uint256) public one;
    mapping(uint256 id => mapping(bytes2 tag => bool ok)) public two;
    mapping(string => string) public byText;

    constructor() {
        one[address(0xaa)] = 5;
        two[1][0x0102] = true;
        byText["key"] = "value";
    }
}

//= deploy: ok
//= one(address): ok 5
//= one(address): ok 0
//= two(uint256,bytes2): ok true
//= two(uint256,bytes2): ok false
//= byText(string): ok "value"
//= byText(string): ok ""
