// A name with letters beyond ASCII. Good: "Names have letters `a` to `z`, digits, `_` and `$` only."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256 public größe;
}
