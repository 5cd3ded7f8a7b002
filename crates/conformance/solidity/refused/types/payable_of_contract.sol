// A contract that takes no money converted to `address payable`. Good: "`payable(address(x))`".
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public view {
        address payable p = payable(this);
        require(p != address(0));
    }
}
