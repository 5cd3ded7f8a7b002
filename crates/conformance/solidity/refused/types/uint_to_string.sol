// A number as a string. Good: "`uint256` cannot be converted to `string`. Build its digits in a function."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(uint256 n) public pure returns (string memory) {
        return string(n);
    }
}
