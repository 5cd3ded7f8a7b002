// An internal function that is payable. Good: "Only `public` and `external` functions can be `payable`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() internal payable {}
}
