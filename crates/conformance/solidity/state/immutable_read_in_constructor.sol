// SPDX-License-Identifier: MIT
// Immutables may be read and changed while the contract is constructed.
pragma solidity ^0.8.20;

contract Test {
    uint256 immutable a;
    uint256 immutable b;
    uint256 seen;

    constructor() {
        a = 5;
        a += 2;
        b = a * 3;
        seen = a + b;
    }

    function main() external view returns (uint256, uint256, uint256) {
        return (a, b, seen);
    }
}

//= deploy: ok
//= main(): ok 7, 21, 28
