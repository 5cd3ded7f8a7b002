// The result before the visibility. Good: "`public` stands before `returns`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() returns (uint256) public pure {
        return 1;
    }
}
