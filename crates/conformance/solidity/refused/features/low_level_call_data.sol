// A low-level call with encoded arguments. Good: "`.call` is not supported ..", once.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function poke(address target) public returns (bytes memory) {
        (bool ok, bytes memory data) = target.call(abi.encodeWithSignature("poke(uint256)", 1));
        require(ok);
        return data;
    }
}
