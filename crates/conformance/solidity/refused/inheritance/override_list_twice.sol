// A base that stands twice in the list of `override`. Good: "`A` stands here twice."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

interface A {
    function f() external;
}

interface B {
    function f() external;
}

contract C is A, B {
    function f() external override(A, B, A) {}
}
