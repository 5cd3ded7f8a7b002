// `abi.decode` with a value where a type is needed. Good: "A type is needed here, such as `uint256`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(bytes memory data) public pure returns (uint256) {
        return abi.decode(data, (1));
    }
}
