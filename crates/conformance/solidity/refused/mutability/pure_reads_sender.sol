// A `pure` function that asks for the sender. Good: "`f` is `pure` but reads `msg.sender`. Make it `view`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure returns (address) {
        return msg.sender;
    }
}
