// A public function gives an internal function away. Good: "An internal function cannot be passed to the outside."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function twice(uint256 x) internal pure returns (uint256) {
        return 2 * x;
    }

    function get() external pure returns (function (uint256) internal pure returns (uint256)) {
        return twice;
    }
}
