// A `view` function whose modifier writes. Good: "`f` is `view` but its modifier `counted` writes `calls`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256 private calls;

    modifier counted() {
        calls++;
        _;
    }

    function f() public view counted returns (uint256) {
        return calls;
    }
}
