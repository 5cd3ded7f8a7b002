// `abi.encodePacked` of a bare number. Good: "The number has no width here. Write `uint8(1)`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure returns (bytes memory) {
        return abi.encodePacked(1);
    }
}
