// A `pure` function that reads. Good: "`f` is `pure` but reads `count`. Make it `view`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256 private count;

    function f() public pure returns (uint256) {
        return count;
    }
}
