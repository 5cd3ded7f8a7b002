// `abi.encodePacked` of a struct. Good: "Structs cannot be packed. Use `abi.encode(p)`, or pack the members."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    struct P {
        uint256 x;
    }

    function f() public pure returns (bytes memory) {
        P memory p = P(1);
        return abi.encodePacked(p);
    }
}
