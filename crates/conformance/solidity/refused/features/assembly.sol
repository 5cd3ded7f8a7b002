// An inline assembly block. Good: "Inline assembly is not supported: there is no EVM below. Write it in Solidity; `unchecked { }` gives wrapping arithmetic."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function add(uint256 a, uint256 b) public pure returns (uint256 sum) {
        assembly {
            sum := add(a, b)
        }
    }
}
