//? A type of types of types.
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.0;
contract C {
    {{2000 mapping(uint256 => }}uint256{{2000 )}} m;
    function main() public pure {}
}
//= Compilation E0701
