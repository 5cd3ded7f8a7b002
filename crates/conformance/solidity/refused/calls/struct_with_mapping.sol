// Making a struct with a mapping in memory. Good: "`P` contains a mapping, so it lives in storage only. Use a reference: `P storage p = list.push();`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    struct P {
        uint256 x;
        mapping(address => bool) seen;
    }

    function f() public pure returns (uint256) {
        P memory p;
        return p.x;
    }
}
