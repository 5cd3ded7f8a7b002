// Two library functions of the same name for different types. Good: "`max` is defined twice .. overloading is not supported".
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

library Math {
    function max(uint256 a, uint256 b) internal pure returns (uint256) {
        return a > b ? a : b;
    }

    function max(int256 a, int256 b) internal pure returns (int256) {
        return a > b ? a : b;
    }
}

contract C {
    function f() public pure returns (uint256) {
        return Math.max(uint256(1), uint256(2));
    }
}
