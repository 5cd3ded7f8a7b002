// SPDX-License-Identifier: MIT
// An indexed array of strings: each is padded to words.
pragma solidity ^0.8.20;

contract Test {
    event E(string[] indexed a, bytes[2] indexed b);

    function main() external {
        string[] memory a = new string[](2);
        a[0] = "x";
        a[1] = "a string with more than thirty-two bytes in it";
        bytes[2] memory b = [bytes(hex"01"), hex""];
        emit E(a, b);
    }
}

//= deploy: ok
//= main(): ok
//=   event E(string[],bytes[2]) [0x88236886b6baa9a54d51265b3746bc44197dbc09c6db764d422a9c2a56e07bae, 0x48078cfed56339ea54962e72c37c7f588fc4f8e5bc173827ba75cb10a63a96a5] 0x
