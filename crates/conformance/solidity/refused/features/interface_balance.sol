// A contract's own `balance`. Good: "`.balance` would call another contract."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

interface IVault {
    function balance() external view returns (uint256);
}

contract C {
    function f(IVault vault) public view returns (uint256) {
        return vault.balance();
    }
}
