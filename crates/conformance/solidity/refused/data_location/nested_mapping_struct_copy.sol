// Copying a struct with a mapping out of storage. Good: "`P` contains a mapping, so it cannot be copied to memory. Write `P storage p`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    struct P {
        uint256 x;
        mapping(address => bool) seen;
    }

    P private state;

    function f() public view returns (uint256) {
        P memory p = state;
        return p.x;
    }
}
