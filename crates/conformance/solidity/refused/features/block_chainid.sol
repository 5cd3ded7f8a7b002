// The number of the chain. Good: "`block.chainid` is not supported; pass the number to the constructor."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function domain() public view returns (bytes32) {
        return keccak256(abi.encode("App", block.chainid, address(this)));
    }
}
