// SPDX-License-Identifier: MIT
// An immutable of a base contract, set by its constructor.
pragma solidity ^0.8.20;

contract Base {
    uint256 internal immutable x;

    constructor(uint256 v) {
        x = v;
    }

    function twice() internal view returns (uint256) {
        return x * 2;
    }
}

contract Test is Base(21) {
    uint256 immutable y = twice();

    function main() external view returns (uint256, uint256, uint256) {
        return (x, twice(), y);
    }
}

//= deploy: ok
//= main(): ok 21, 42, 0
