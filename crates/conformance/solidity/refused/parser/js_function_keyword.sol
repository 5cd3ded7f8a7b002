// `function` without a name inside of a function. Good: "A function cannot stand inside of a function. Move `twice` out."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure returns (uint256) {
        function twice(uint256 x) returns (uint256) {
            return x * 2;
        }
        return twice(3);
    }
}
