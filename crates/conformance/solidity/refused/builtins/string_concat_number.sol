// `string.concat` with a number. Good: "`string.concat` takes strings; `n` is a `uint256`. Make its digits first."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(uint256 n) public pure returns (string memory) {
        return string.concat("n = ", n);
    }
}
