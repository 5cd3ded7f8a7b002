// A condition behind `else`. Good: "`else` takes no condition. Write `else if (n == 1)`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(uint256 n) public pure returns (uint256) {
        if (n == 0) {
            return 0;
        } else (n == 1) {
            return 1;
        }
        return 2;
    }
}
