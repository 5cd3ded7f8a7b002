// A version that cannot be read. Good: "`0.8.x.1` is not a version. Write `pragma solidity ^0.8.0;`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.x.1;

contract C {
    uint256 public x;
}
