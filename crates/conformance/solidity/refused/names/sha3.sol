// The hash function of the first Solidity versions. Good: "`sha3` was removed. Write `keccak256`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure returns (bytes32) {
        return sha3("abc");
    }
}
