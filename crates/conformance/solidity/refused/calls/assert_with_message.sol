// `assert` with a message. Good: "`assert` takes 1 argument. For a message use `require(ok, \"..\")`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(bool ok) public pure {
        assert(ok, "not ok");
    }
}
