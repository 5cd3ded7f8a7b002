// SPDX-License-Identifier: MIT
// Bytes compare by hash; copies are independent.
pragma solidity ^0.8.20;

contract Test {
    bytes stored = hex"0102";

    function same(bytes memory a, bytes memory b) internal pure returns (bool) {
        return a.length == b.length && keccak256(a) == keccak256(b);
    }

    function main() external returns (bool, bool, bytes memory, bytes memory) {
        bytes memory a = stored;
        bytes memory b = hex"0102";
        bool equal = same(a, b);
        a[0] = 0x09;
        return (equal, same(a, stored), stored, a);
    }
}

//= deploy: ok
//= main(): ok true, false, 0x0102, 0x0902
