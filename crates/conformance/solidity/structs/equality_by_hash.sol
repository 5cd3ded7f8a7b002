// SPDX-License-Identifier: MIT
// Structs compare by the hash of their encoding.
pragma solidity ^0.8.20;

contract Test {
    struct P { uint256 x; string s; }

    function same(P memory a, P memory b) internal pure returns (bool) {
        return keccak256(abi.encode(a)) == keccak256(abi.encode(b));
    }

    function main() external pure returns (bool, bool) {
        return (same(P(1, "a"), P(1, "a")), same(P(1, "a"), P(1, "b")));
    }
}

//= deploy: ok
//= main(): ok true, false
