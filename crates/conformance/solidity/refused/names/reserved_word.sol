// A word that is kept for later as a name. Good: "`match` is a reserved word of Solidity. Choose another name."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure returns (uint256) {
        uint256 match = 1;
        return match;
    }
}
