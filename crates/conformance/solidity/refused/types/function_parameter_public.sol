// A function value as a parameter of a public function. Good: "can be neither passed nor returned outside".
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function twice(function(uint256) internal pure returns (uint256) g) public pure returns (uint256) {
        return g(1);
    }
}
