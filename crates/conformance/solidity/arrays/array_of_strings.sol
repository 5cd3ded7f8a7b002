// SPDX-License-Identifier: MIT
// Arrays of strings and of bytes in memory and in storage.
pragma solidity ^0.8.20;

contract Test {
    string[] names;
    bytes[] blobs;

    function main() external returns (string[] memory, bytes[] memory, string[] memory) {
        names.push("a");
        names.push("a name that is longer than one word of storage");
        names[0] = names[1];
        blobs.push(hex"01");
        blobs[0].push(0x02);
        string[] memory copy = names;
        copy[1] = "c";
        names[1] = "s";
        return (names, blobs, copy);
    }
}

//= deploy: ok
//= main(): ok ["a name that is longer than one word of storage", "s"], [0x0102], ["a name that is longer than one word of storage", "c"]
