// A static call. Good: "`.staticcall` is not supported ..".
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function ask(address target) public view returns (bytes memory data) {
        (, data) = target.staticcall(hex"00");
    }
}
