// A variable named `case`. Good: "`case` is a reserved word."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure {
        uint256 case = 1;
        require(case > 0);
    }
}
