// A number where a user-defined value type is needed. Good: "A `uint256` is not a `Price`. Write `Price.wrap(n)`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

type Price is uint256;

contract C {
    function f(uint256 n) public pure returns (Price) {
        return n;
    }
}
