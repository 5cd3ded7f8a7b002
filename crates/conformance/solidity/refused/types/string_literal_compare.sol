// Comparing a string with a literal. Good: as for two strings.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function isYes(string memory a) public pure returns (bool) {
        return a == "yes";
    }
}
