// `abi.encodeCall` of a function as it is called inside. Good: "Write `this.f`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(uint256 a) public pure returns (uint256) {
        return a;
    }

    function g() public view returns (bytes memory) {
        return abi.encodeCall(f, (1));
    }
}
