// `switch`. Good: "There is no `switch`. Write `if` .. `else if`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(uint256 n) public pure returns (uint256) {
        switch (n) {
            case 1: return 10;
            default: return 0;
        }
    }
}
