// SPDX-License-Identifier: MIT
// Slices of strings through their bytes.
//? f(string "hello world")
pragma solidity ^0.8.20;

contract Test {
    function f(string calldata s) external pure returns (string memory, string memory) {
        return (string(bytes(s)[:5]), string(bytes(s)[6:]));
    }
}

//= deploy: ok
//= f(string): ok "hello", "world"
