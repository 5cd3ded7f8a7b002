// Importing names from a package. Good: "`import` is not supported .. paste `Ownable` above this contract."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";

contract C is Ownable {
    uint256 public x;
}
