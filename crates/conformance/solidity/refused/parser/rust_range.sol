// A range of Rust. Good: "There is no `for .. in`. Write `for (uint256 i = 0; i < 10; i++)`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure returns (uint256 sum) {
        for i in 0..10 {
            sum += i;
        }
    }
}
