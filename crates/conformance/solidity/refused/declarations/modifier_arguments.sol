// A modifier with too few arguments. Good: "`atLeast` takes 1 argument (`uint256 n`); none is given."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    modifier atLeast(uint256 n) {
        require(n > 1);
        _;
    }

    function f() public atLeast {}
}
