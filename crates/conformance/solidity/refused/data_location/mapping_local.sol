// A mapping as a local variable. Good: "A mapping exists in storage only. Write `mapping(..) storage m = balances;`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure {
        mapping(address => uint256) memory m;
    }
}
