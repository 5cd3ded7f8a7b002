// The length of a mapping. Good: "A mapping has no `length` and cannot be walked through. Keep the keys in an array."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    mapping(address => uint256) public m;

    function f() public view returns (uint256) {
        return m.length;
    }
}
