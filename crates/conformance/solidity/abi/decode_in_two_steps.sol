// SPDX-License-Identifier: MIT
// Data that says how to read what follows.
pragma solidity ^0.8.20;

contract Test {
    enum Kind { Number, Text, Pair }

    function show(bytes memory d) internal pure returns (string memory, uint256) {
        (Kind kind, bytes memory rest) = abi.decode(d, (Kind, bytes));
        if (kind == Kind.Number) return ("number", abi.decode(rest, (uint256)));
        if (kind == Kind.Text) return (abi.decode(rest, (string)), 0);
        (uint8 a, uint8 b) = abi.decode(rest, (uint8, uint8));
        return ("pair", uint256(a) * 256 + b);
    }

    function main() external pure returns (string memory, uint256, string memory, string memory, uint256) {
        (string memory a, uint256 x) = show(abi.encode(Kind.Number, abi.encode(77)));
        (string memory b, ) = show(abi.encode(Kind.Text, abi.encode("hello")));
        (string memory c, uint256 z) = show(abi.encode(Kind.Pair, abi.encode(1, 2)));
        return (a, x, b, c, z);
    }
}

//= deploy: ok
//= main(): ok "number", 77, "hello", "pair", 258
