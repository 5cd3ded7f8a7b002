// Members of a struct separated by commas. Good: "Each member of a struct ends in `;`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    struct P {
        uint256 x,
        uint256 y
    }
}
