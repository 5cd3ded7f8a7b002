// Functions of one name with other parameters in two bases. Good: "Functions cannot be overloaded."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    function add(uint256 a) public pure returns (uint256) {
        return a;
    }
}

contract B {
    function add(uint256 a, uint256 b) public pure returns (uint256) {
        return a + b;
    }
}

contract C is A, B {
    function f() public pure returns (uint256) {
        return add(1, 2);
    }
}

contract D is C {}
