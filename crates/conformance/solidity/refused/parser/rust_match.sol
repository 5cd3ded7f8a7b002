// `match` of Rust. Good: "There is no `match`. Write `if` .. `else if`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(uint256 n) public pure returns (uint256) {
        return match n { 0 => 1, _ => 2 };
    }
}
