// `bytes.concat` with a string. Good: "`bytes.concat` takes bytes. Write `bytes(s)`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(string memory s) public pure returns (bytes memory) {
        return bytes.concat("a", s);
    }
}
