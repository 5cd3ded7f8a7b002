// An element of another type. Good: "`push` takes an `address` here, not a `uint256`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    address[] private a;

    function f(uint256 n) public {
        a.push(n);
    }
}
