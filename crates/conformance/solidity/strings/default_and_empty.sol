// SPDX-License-Identifier: MIT
// Strings without a value are empty.
pragma solidity ^0.8.20;

contract Test {
    string s;
    string[] list;

    function main() external returns (string memory, string memory, bool, string memory) {
        string memory local;
        list.push();
        return (s, local, bytes(s).length == 0, list[0]);
    }
}

//= deploy: ok
//= main(): ok "", "", true, ""
