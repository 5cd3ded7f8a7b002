// Two functions of the same name with other parameters. Good: "`add` is defined twice. Function overloading is not supported; give one of them another name, such as `add3`." with both places.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function add(uint256 a, uint256 b) public pure returns (uint256) {
        return a + b;
    }

    function add(uint256 a, uint256 b, uint256 c) public pure returns (uint256) {
        return a + b + c;
    }
}
