// Importing a file under a name. Good: the message of imports, once.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

import * as Lib from "lib.sol";

contract C {
    uint256 public x = 1;
}
