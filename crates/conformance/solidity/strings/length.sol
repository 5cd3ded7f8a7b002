// SPDX-License-Identifier: MIT
// The length of a string is that of its bytes.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256, uint256, uint256) {
        string memory s = unicode"añ😀";
        return (bytes(s).length, bytes("").length, bytes("abc").length, bytes(string.concat(s, s)).length);
    }
}

//= deploy: ok
//= main(): ok 7, 0, 3, 14
