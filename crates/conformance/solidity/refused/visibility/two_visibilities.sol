// A function with two visibilities. Good: "`f` is `public` and `private`. One of them stands."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public private returns (uint256) {
        return 1;
    }
}
