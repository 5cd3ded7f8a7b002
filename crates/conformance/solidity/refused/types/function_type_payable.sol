// A payable internal function type. Good: "cannot be `payable`".
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function(uint256) internal payable g;
}
