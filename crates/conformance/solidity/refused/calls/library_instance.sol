// Using a library as a type of values. Good: "`L` is a library, which has no values."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

library L {
    function one() internal pure returns (uint256) {
        return 1;
    }
}

contract C {
    L private l;
}
