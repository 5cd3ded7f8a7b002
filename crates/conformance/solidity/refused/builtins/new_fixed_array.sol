// `new` for an array of fixed length. Good: "`uint256[3]` needs no `new`: `uint256[3] memory a;`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure returns (uint256) {
        uint256[3] memory a = new uint256[3]();
        return a[0];
    }
}
