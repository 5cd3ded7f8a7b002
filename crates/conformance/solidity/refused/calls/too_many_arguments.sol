// Too many arguments. Good: "`twice` takes 1 argument (`uint256 x`); 2 are given."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function twice(uint256 x) internal pure returns (uint256) {
        return x * 2;
    }

    function f() public pure returns (uint256) {
        return twice(1, 2);
    }
}
