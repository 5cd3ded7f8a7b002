// `type` of a struct. Good: "`type(P)` has no `max`; integers and enums have."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    struct P {
        uint256 x;
    }

    function f() public pure returns (uint256) {
        return type(P).max;
    }
}
