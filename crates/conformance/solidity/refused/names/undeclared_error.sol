// An error that does not exist. Good: "There is no error `NotOwner`. Declare it: `error NotOwner();`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure {
        revert NotOwner();
    }
}
