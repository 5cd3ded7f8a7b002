// A mapping as a parameter of a public function. Good: "A mapping cannot cross the border of the contract. Make the function `internal`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(mapping(address => uint256) storage m) public view returns (uint256) {
        return m[msg.sender];
    }
}
