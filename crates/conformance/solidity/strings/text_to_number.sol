// SPDX-License-Identifier: MIT
// Numbers read from text.
//? parse(string "0")
//? parse(string "98765")
//? parse(string "12a")
//? parse(string "")
pragma solidity ^0.8.20;

contract Test {
    error NotADigit(uint256 position, bytes1 found);

    function parse(string calldata s) external pure returns (uint256 n) {
        bytes calldata b = bytes(s);
        for (uint256 i = 0; i < b.length; i++) {
            if (b[i] < "0" || b[i] > "9") revert NotADigit(i, b[i]);
            n = n * 10 + uint8(b[i]) - 48;
        }
    }
}

//= deploy: ok
//= parse(string): ok 0
//= parse(string): ok 98765
//= parse(string): revert NotADigit(uint256,bytes1) (2, 0x61)
//= parse(string): ok 0
