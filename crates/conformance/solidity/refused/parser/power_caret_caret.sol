// `^^`. Good: "`^^` is no operator. Exclusive or is `^`, a power `**`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(uint256 n) public pure returns (uint256) {
        return n ^^ 2;
    }
}
