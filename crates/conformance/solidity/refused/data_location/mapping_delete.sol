// Deleting a mapping. Good: "A mapping cannot be deleted: it does not know its keys. Delete entries: `delete m[key]`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    mapping(address => uint256) private m;

    function f() public {
        delete m;
    }
}
