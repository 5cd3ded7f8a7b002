// A key of the wrong type. Good: "The key of `m` is an `address`, not a `uint256`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    mapping(address => uint256) public m;

    function f(uint256 n) public view returns (uint256) {
        return m[n];
    }
}
