// Values assigned to nothing. Good: "Name what shall be assigned".
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function g() internal pure returns (uint256, uint256) {
        return (1, 2);
    }

    function f() public pure {
        (, ) = g();
    }
}
