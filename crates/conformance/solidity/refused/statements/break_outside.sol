// `break` outside of a loop. Good: "`break` stands in a loop only."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(uint256 n) public pure returns (uint256) {
        if (n > 3) {
            break;
        }
        return n;
    }
}
