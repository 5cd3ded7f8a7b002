// SPDX-License-Identifier: MIT
// A modifier on a constructor refuses the deployment.
//? deploy(uint256 0)
//? value()
pragma solidity ^0.8.20;

contract Test {
    uint256 public value;

    modifier positive(uint256 v) {
        require(v > 0, "zero");
        _;
    }

    constructor(uint256 v) positive(v) {
        value = v;
    }
}

//= deploy: revert "zero"
