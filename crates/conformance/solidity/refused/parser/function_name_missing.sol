// A function without a name. Good: "The function has no name. A function that takes plain transfers is not supported."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function () public payable {}
}
