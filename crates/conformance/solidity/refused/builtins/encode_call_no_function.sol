// `abi.encodeCall` with a selector instead of a function. Good: "The first argument of `abi.encodeCall` is a function such as `Token.transfer`; for a selector use `abi.encodeWithSelector`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure returns (bytes memory) {
        return abi.encodeCall(bytes4(0x12345678), (1));
    }
}
