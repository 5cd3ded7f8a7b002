// A comment of Python. Good: "`#` begins no comment. Write `//`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    # the total
    uint256 public total;
}
