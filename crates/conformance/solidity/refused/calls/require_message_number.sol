// `require` with a number as message. Good: "The second argument of `require` is a `string` or an error, not a number."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(bool ok) public pure {
        require(ok, 404);
    }
}
