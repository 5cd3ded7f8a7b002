// A literal of small numbers for an array of wide ones. Good: "`[1, 2]` is `uint8[2]`. Write `[uint256(1), 2]`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure returns (uint256) {
        uint256[2] memory a = [1, 2];
        return a[0];
    }
}
