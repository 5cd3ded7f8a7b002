// SPDX-License-Identifier: MIT
// Bytes in memory are references too.
pragma solidity ^0.8.20;

contract Test {
    function upper(bytes memory b) internal pure {
        for (uint256 i = 0; i < b.length; i++) b[i] = bytes1(uint8(b[i]) - 32);
    }

    function main() external pure returns (string memory, string memory, bytes memory) {
        string memory s = "abc";
        string memory t = s;
        upper(bytes(t));
        bytes memory c = bytes.concat(bytes(s));
        c[0] = "x";
        return (s, t, c);
    }
}

//= deploy: ok
//= main(): ok "ABC", "ABC", 0x784243
