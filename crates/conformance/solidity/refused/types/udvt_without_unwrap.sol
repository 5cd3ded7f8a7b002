// Arithmetic on a user-defined value type. Good: "`+` is not defined for `Price`. Define it with `using {add as +} for Price global`, or unwrap: `Price.unwrap(p)`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

type Price is uint256;

contract C {
    function f(Price a, Price b) public pure returns (Price) {
        return a + b;
    }
}
