// SPDX-License-Identifier: MIT
// Arguments of a base constructor in the list of bases.
pragma solidity ^0.8.20;

contract Base {
    uint256 public x;

    constructor(uint256 v) {
        x = v;
    }
}

contract Test is Base(2 + 3) {
    function main() external view returns (uint256) {
        return x;
    }
}

//= deploy: ok
//= main(): ok 5
