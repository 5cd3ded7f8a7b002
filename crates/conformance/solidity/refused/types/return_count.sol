// Too few values in `return`. Good: "This function returns 2 values (`uint256`, `bool`); one is given."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure returns (uint256, bool) {
        return 1;
    }
}
