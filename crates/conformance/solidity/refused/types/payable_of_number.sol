// A number converted to `address payable`. Good: "`payable(address(x))`".
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure {
        address payable p = payable(1);
        require(p != address(0));
    }
}
