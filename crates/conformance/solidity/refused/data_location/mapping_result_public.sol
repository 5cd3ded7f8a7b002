// A mapping as a result of a public function. Good: keep it in the state.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    mapping(address => uint256) balances;

    function f() public view returns (mapping(address => uint256) storage) {
        return balances;
    }
}
