// Reading the code of an account. Good: "`.code` is not supported: code of accounts cannot be read here."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function isContract(address who) public view returns (bool) {
        return who.code.length > 0;
    }
}
