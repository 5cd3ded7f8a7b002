// Reading the contract's own balance. Good: "`address(this).balance` is not supported .. count `msg.value` in a variable".
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function total() public view returns (uint256) {
        return address(this).balance;
    }
}
