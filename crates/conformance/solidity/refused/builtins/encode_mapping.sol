// Encoding a mapping. Good: "A mapping cannot be encoded."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    mapping(address => uint256) private m;

    function f() public view returns (bytes memory) {
        return abi.encode(m);
    }
}
