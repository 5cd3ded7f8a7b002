// A struct as a mapping's key. Good: "A `P` cannot be a key. Keys are value types, enums, strings and bytes; use `keccak256(abi.encode(p))`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    struct P {
        uint256 x;
    }

    mapping(P => uint256) public m;
}
