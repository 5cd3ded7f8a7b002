// `abi.encodeCall` with arguments that do not fit the function. Good: "`transfer` takes `address` and `uint256`; the second argument is a `bool`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

interface Token {
    function transfer(address to, uint256 amount) external;
}

contract C {
    function f(address to) public pure returns (bytes memory) {
        return abi.encodeCall(Token.transfer, (to, true));
    }
}
