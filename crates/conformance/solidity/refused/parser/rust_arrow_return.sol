// A return type behind `->`. Good: "The result is written `returns (uint256)`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function one() public pure -> uint256 {
        return 1;
    }
}
