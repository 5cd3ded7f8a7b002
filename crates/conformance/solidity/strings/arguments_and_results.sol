// SPDX-License-Identifier: MIT
// Strings of several lengths in and out.
//? echo(string "")
//? echo(string "thirty-two bytes, not more, here")
//? echo(string "a string that goes on for more than thirty-two bytes, and then some more")
//? both(string "a", string "b")
pragma solidity ^0.8.20;

contract Test {
    function echo(string calldata s) external pure returns (string memory, uint256) {
        return (s, bytes(s).length);
    }

    function both(string memory a, string memory b) external pure returns (string memory, string memory) {
        return (b, a);
    }
}

//= deploy: ok
//= echo(string): ok "", 0
//= echo(string): ok "thirty-two bytes, not more, here", 32
//= echo(string): ok "a string that goes on for more than thirty-two bytes, and then some more", 72
//= both(string,string): ok "b", "a"
