//? Each modifier holds the body twice.
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.0;
contract C {
    uint256 public n;
    {{0..14 modifier m$() { _; _; }
    }}
    function main() public {{0..14 m$ }}{ n += 1; }
}
//= Compilation E0760
