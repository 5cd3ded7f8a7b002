// An enum converted to `int256`. Good: goes through an unsigned type.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    enum E {
        A
    }

    function f() public pure {
        int256 x = int256(E.A);
        require(x == 0);
    }
}
