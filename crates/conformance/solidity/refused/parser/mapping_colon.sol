// `:` for `=>` in a mapping. Good: "A mapping is written `mapping(address => uint256)`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    mapping(address : uint256) public m;
}
