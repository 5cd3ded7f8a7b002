// A storage reference to a value in memory. Good: "`p` would refer to storage, but the value is in memory. Write `P memory p`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    struct P {
        uint256 x;
    }

    function f() public pure returns (uint256) {
        P storage p = P(1);
        return p.x;
    }
}
