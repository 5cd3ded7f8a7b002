// An error thrown with another language's word. Good: "`throw` was removed. Write `revert Bad();`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    error Bad();

    function f() public pure {
        throw Bad();
    }
}
