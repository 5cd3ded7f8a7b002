// SPDX-License-Identifier: MIT
// An empty message is not the same as none.
//? f(uint256 0)
//? f(uint256 1)
//? f(uint256 2)
//? f(uint256 3)
pragma solidity ^0.8.20;

contract Test {
    function f(uint256 n) external pure {
        if (n == 0) revert("");
        if (n == 1) revert();
        if (n == 2) require(false, "");
        require(false);
    }
}

//= deploy: ok
//= f(uint256): revert ""
//= f(uint256): revert
//= f(uint256): revert ""
//= f(uint256): revert
