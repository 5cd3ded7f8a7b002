// A `view` function that writes. Good: "`f` is `view` but writes `count`. Remove `view`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256 private count;

    function f() public view returns (uint256) {
        count += 1;
        return count;
    }
}
