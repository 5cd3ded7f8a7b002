// A function without a body in a contract that is not abstract. Good: "`f` has no body. Write one, or `abstract contract C` and `virtual`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public virtual;
}
