// SPDX-License-Identifier: MIT
// Arguments handed through three constructors.
//? deploy(uint256 5)
pragma solidity ^0.8.20;

contract A {
    uint256 public a;

    constructor(uint256 v) {
        a = v;
    }
}

contract B is A {
    uint256 public b;

    constructor(uint256 v) A(v + 1) {
        b = v;
    }
}

contract Test is B {
    constructor(uint256 v) B(v * 10) {}

    function main() external view returns (uint256, uint256) {
        return (a, b);
    }
}

//= deploy: ok
//= main(): ok 51, 50
