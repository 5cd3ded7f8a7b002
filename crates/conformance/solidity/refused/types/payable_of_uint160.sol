// A `uint160` converted to `address payable`. Good: "`payable(address(x))`".
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure {
        uint160 n = 7;
        address payable p = payable(n);
        require(p != address(0));
    }
}
