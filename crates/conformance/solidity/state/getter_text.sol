// SPDX-License-Identifier: MIT
// Getters of string and bytes, short and long.
//? short()
//? long()
//? data()
//? none()
pragma solidity ^0.8.20;

contract Test {
    string public short = "31 bytes or less in one word..";
    string public long = "A text that is longer than one word of thirty-two bytes";
    bytes public data = hex"000102";
    bytes public none;
}

//= deploy: ok
//= short(): ok "31 bytes or less in one word.."
//= long(): ok "A text that is longer than one word of thirty-two bytes"
//= data(): ok 0x000102
//= none(): ok 0x
