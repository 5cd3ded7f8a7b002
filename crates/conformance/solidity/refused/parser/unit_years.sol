// `years`, which was removed. Good: "The unit `years` was removed in Solidity 0.5, because years differ. Write `365 days`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256 public x = 1 years;
}
