// SPDX-License-Identifier: MIT
// string.concat of none, one and several parts.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (string memory, string memory, string memory) {
        string memory a = "ab";
        return (string.concat(a, "-", a, unicode"é"), string.concat(), string.concat(a));
    }
}

//= deploy: ok
//= main(): ok "ab-abé", "", "ab"
