// `abi.decode` without types. Good: "`abi.decode` takes the types as well: `abi.decode(data, (uint256))`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(bytes memory data) public pure returns (uint256) {
        return abi.decode(data);
    }
}
