// A caller cannot choose an internal function. Good: "An internal function cannot be passed from the outside."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function apply_(function (uint256) internal pure returns (uint256) g, uint256 x) public pure returns (uint256) {
        return g(x);
    }
}
