// A struct with a mapping made as a value. Good: one error, assign the fields.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    struct P {
        uint256 a;
        mapping(uint256 => uint256) m;
    }

    P s;

    function f() public {
        s = P(1);
    }
}
