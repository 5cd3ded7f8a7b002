// A comma behind the last parameter of a function type. Good: "Remove the comma."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function (uint256,) internal f;
}
