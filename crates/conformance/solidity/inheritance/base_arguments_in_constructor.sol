// SPDX-License-Identifier: MIT
// Arguments of base constructors computed from those of the derived one.
//? deploy(uint256 5)
//? main()
pragma solidity ^0.8.20;

contract A {
    uint256 public x;

    constructor(uint256 v) {
        x = v;
    }
}

contract B {
    string public s;

    constructor(string memory t) {
        s = t;
    }
}

contract Test is A, B {
    constructor(uint256 v) B("text") A(v * 2) {
        x += 1;
    }

    function main() external view returns (uint256, string memory) {
        return (x, s);
    }
}

//= deploy: ok
//= main(): ok 11, "text"
