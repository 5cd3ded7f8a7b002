// SPDX-License-Identifier: MIT
// Strings and bytes convert without change.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (bytes memory, string memory, bytes1, string memory) {
        string memory s = "hello";
        bytes memory b = bytes(s);
        string memory t = string(abi.encodePacked(b, bytes1("!")));
        return (b, t, b[1], string(hex"e282ac"));
    }
}

//= deploy: ok
//= main(): ok 0x68656c6c6f, "hello!", 0x65, "€"
