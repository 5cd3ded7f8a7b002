// `this` and a state variable in a pure function. Good: "This reads a state variable."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

interface IToken {
    function name() external view returns (string memory);
}

contract C {
    IToken private token;

    function f() public pure returns (bytes memory) {
        return abi.encodeCall(token.name, ());
    }
}
