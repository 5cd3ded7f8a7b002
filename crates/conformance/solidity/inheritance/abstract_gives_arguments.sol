// SPDX-License-Identifier: MIT
// An abstract contract between leaves the arguments to the last one.
pragma solidity ^0.8.20;

contract A {
    uint256 public a;

    constructor(uint256 v) {
        a = v;
    }
}

abstract contract B is A {
    uint256 public b = 3;

    constructor() {
        b += a;
    }
}

contract Test is B {
    constructor() A(40) {}

    function main() external view returns (uint256, uint256) {
        return (a, b);
    }
}

//= deploy: ok
//= main(): ok 40, 43
