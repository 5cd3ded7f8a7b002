// Too few arguments. Good: "`add` takes 2 arguments (`uint256 a, uint256 b`); 1 is given."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function add(uint256 a, uint256 b) internal pure returns (uint256) {
        return a + b;
    }

    function f() public pure returns (uint256) {
        return add(1);
    }
}
