//? A constant of a billion digits.
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.0;
contract C {
    function main() public pure returns (uint256) {
        return 10 ** 10 ** 10;
    }
}
//= Compilation E0723
