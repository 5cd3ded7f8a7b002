// An argument of the wrong type. Good: "The argument `to` of `give` is an `address`, not a `uint256`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    mapping(address => uint256) private m;

    function give(address to, uint256 amount) internal {
        m[to] += amount;
    }

    function f(uint256 n) public {
        give(n, n);
    }
}
