// `abi.encodeCall` of a function that does not exist. Good: "There is no function `h`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function g() public view returns (bytes memory) {
        return abi.encodeCall(this.h, (1));
    }
}
