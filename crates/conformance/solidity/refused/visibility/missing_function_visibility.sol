// A function without visibility. Good: "`f` says not who may call it. Write `public`, `external`, `internal` or `private` behind the parameters."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() returns (uint256) {
        return 1;
    }
}
