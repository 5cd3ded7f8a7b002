// SPDX-License-Identifier: MIT
// A constructor that fails: nothing is deployed.
//? deploy(uint256 0)
//? main()
pragma solidity ^0.8.20;

contract Test {
    uint256 x;

    constructor(uint256 v) {
        require(v > 0, "zero");
        x = v;
    }

    function main() external view returns (uint256) {
        return x;
    }
}

//= deploy: revert "zero"
