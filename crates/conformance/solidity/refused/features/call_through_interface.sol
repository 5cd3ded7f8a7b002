// Calling another contract through an interface. Good: "`token.transfer(..)` calls another contract, which is not supported. Put both in one contract, or inherit."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

interface IERC20 {
    function transfer(address to, uint256 amount) external returns (bool);
}

contract C {
    function pay(IERC20 token, address to) public {
        token.transfer(to, 5);
    }
}
