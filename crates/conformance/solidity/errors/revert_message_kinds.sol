// SPDX-License-Identifier: MIT
// Messages from literals, variables, storage and functions.
//? f(uint256 0)
//? f(uint256 1)
//? f(uint256 2)
//? f(uint256 3)
pragma solidity ^0.8.20;

contract Test {
    string stored = "from storage, and longer than thirty-two bytes of text";

    function make(uint256 n) internal pure returns (string memory) {
        return n == 0 ? "" : unicode"é made";
    }

    function f(uint256 x) external view {
        string memory local = "local";
        if (x == 0) revert(local);
        if (x == 1) revert(stored);
        if (x == 2) revert(make(0));
        revert(make(1));
    }
}

//= deploy: ok
//= f(uint256): revert "local"
//= f(uint256): revert "from storage, and longer than thirty-two bytes of text"
//= f(uint256): revert ""
//= f(uint256): revert "é made"
