// A slice of an array in memory. Good: "Slices work on `calldata` only; `data` is in `memory`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(bytes memory data) public pure returns (bytes memory) {
        return data[1:3];
    }
}
