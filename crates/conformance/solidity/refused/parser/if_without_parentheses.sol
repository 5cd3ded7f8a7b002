// A condition without parentheses. Good: "The condition stands in parentheses: `if (n > 3)`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(uint256 n) public pure returns (uint256) {
        if n > 3 {
            return 1;
        }
        return 0;
    }
}
