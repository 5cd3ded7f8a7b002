// One `}` too many in the middle: the contract ends early. Good: "This `}` closes nothing."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure returns (uint256) {
        return 1;
    }
}
}

contract D {
    uint256 public x;
}
