// The hash of a blob. Good: "`blobhash` is not supported ..".
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public view returns (bytes32) {
        return blobhash(0);
    }
}
