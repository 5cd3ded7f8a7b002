// SPDX-License-Identifier: MIT
// Value sent to a constructor that is not payable.
//? deploy value 1
//? main()
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256) {
        return 1;
    }
}

//= deploy: revert
