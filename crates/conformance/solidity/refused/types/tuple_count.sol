// A tuple with another number of places. Good: "`pair()` gives 2 values; 3 are taken."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function pair() public pure returns (uint256, uint256) {
        return (1, 2);
    }

    function f() public pure returns (uint256) {
        (uint256 a, uint256 b, uint256 c) = pair();
        return a + b + c;
    }
}
