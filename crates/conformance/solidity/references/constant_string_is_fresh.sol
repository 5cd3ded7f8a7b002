// SPDX-License-Identifier: MIT
// Each use of a literal is a new piece of memory.
pragma solidity ^0.8.20;

contract Test {
    string constant NAME = "abc";

    function main() external pure returns (string memory, string memory, string memory) {
        string memory a = NAME;
        string memory b = NAME;
        bytes(a)[0] = "x";
        return (a, b, NAME);
    }
}

//= deploy: ok
//= main(): ok "xbc", "abc", "abc"
