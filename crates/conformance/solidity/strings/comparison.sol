// SPDX-License-Identifier: MIT
// Strings compare by their hashes.
pragma solidity ^0.8.20;

contract Test {
    function same(string memory a, string memory b) internal pure returns (bool) {
        return keccak256(bytes(a)) == keccak256(bytes(b));
    }

    string stored = "text";

    function main() external view returns (bool, bool, bool, bool) {
        return (same("a", "a"), same("a", "A"), same(stored, string.concat("te", "xt")), same("", ""));
    }
}

//= deploy: ok
//= main(): ok true, false, true, true
