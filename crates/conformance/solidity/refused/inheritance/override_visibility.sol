// Overriding with less visibility. Good: "`A.f` is `public`, so its replacement is `public` too, not `internal`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    function f() public virtual {}
}

contract C is A {
    function f() internal override {}
}
