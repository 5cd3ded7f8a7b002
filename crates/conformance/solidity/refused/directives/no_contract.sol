// A file without a contract. Good: "There is no contract to deploy. A source needs at least one contract that is not abstract."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

interface I {
    function f() external;
}

abstract contract A {
    function g() public virtual;
}
