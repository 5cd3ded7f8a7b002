// Comparing structs. Good: "Structs cannot be compared with `==`. Compare their members."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    struct P {
        uint256 x;
    }

    function f() public pure returns (bool) {
        P memory a = P(1);
        P memory b = P(1);
        return a == b;
    }
}
