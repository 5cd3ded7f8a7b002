// A token's own `transfer`, which is not that of addresses. Good: "`.transfer` would call another contract."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

interface IERC20 {
    function transfer(address to, uint256 amount) external returns (bool);
}

contract C {
    IERC20 private token;

    function pay(address to) public {
        token.transfer(to, 5);
    }
}
