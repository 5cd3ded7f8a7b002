// `address payable(x)` as a conversion. Good: "Write `payable(x)`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure {
        address a = address payable(0);
        require(a == address(0));
    }
}
