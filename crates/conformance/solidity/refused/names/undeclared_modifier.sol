// A modifier that does not exist. Good: "There is no modifier `onlyOwner`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public onlyOwner {}
}
