// SPDX-License-Identifier: MIT
// A string in storage that grows past one word and shrinks again.
//? set(string "short")
//? text()
//? set(string "a text that does not fit into one word of storage, but into two")
//? text()
//? set(string "exactly 31 bytes, as it happens")
//? text()
//? set(string "exactly thirty-two bytes, I hope")
//? text()
//? set(string "")
//? text()
pragma solidity ^0.8.20;

contract Test {
    string public text;

    function set(string calldata s) external returns (uint256) {
        text = s;
        return bytes(text).length;
    }
}

//= deploy: ok
//= set(string): ok 5
//= text(): ok "short"
//= set(string): ok 63
//= text(): ok "a text that does not fit into one word of storage, but into two"
//= set(string): ok 31
//= text(): ok "exactly 31 bytes, as it happens"
//= set(string): ok 32
//= text(): ok "exactly thirty-two bytes, I hope"
//= set(string): ok 0
//= text(): ok ""
