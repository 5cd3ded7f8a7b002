// `null`. Good: "There is no `null`. Compare with the empty value: `address(0)`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(address a) public pure returns (bool) {
        return a == null;
    }
}
