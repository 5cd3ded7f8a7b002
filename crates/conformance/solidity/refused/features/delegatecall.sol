// A delegate call. Good: "`.delegatecall` is not supported: code of other contracts cannot run here. Inherit from the contract or use a library of internal functions."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract Proxy {
    address public implementation;

    function run(bytes memory data) public returns (bool ok) {
        (ok, ) = implementation.delegatecall(data);
    }
}
