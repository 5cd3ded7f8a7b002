// SPDX-License-Identifier: MIT
// The bytes of a string in storage can be changed in place.
pragma solidity ^0.8.20;

contract Test {
    string s = "abc";

    function main() external returns (string memory, uint256, string memory) {
        bytes(s)[0] = "X";
        bytes storage b = bytes(s);
        b.push("d");
        b[1] = "Y";
        uint256 n = bytes(s).length;
        string memory before = s;
        b.pop();
        return (before, n, s);
    }
}

//= deploy: ok
//= main(): ok "XYcd", 4, "XYc"
