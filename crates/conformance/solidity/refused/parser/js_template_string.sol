// A template string of JavaScript. Good: "Texts stand in double quotes. To join them write `string.concat(\"hello \", name)`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(string memory name) public pure returns (string memory) {
        return `hello ${name}`;
    }
}
