// SPDX-License-Identifier: MIT
// Arguments of errors, in order.
//? f(bool false)
//? f(bool true)
pragma solidity ^0.8.20;

contract Test {
    error E(uint256 a, uint256 b, uint256 c);

    uint256 n;

    function next() internal returns (uint256) {
        return ++n;
    }

    function f(bool named) external {
        if (named) revert E({c: next(), a: next(), b: next()});
        revert E(next(), next(), next());
    }
}

//= deploy: ok
//= f(bool): revert E(uint256,uint256,uint256) (1, 2, 3)
//= f(bool): revert E(uint256,uint256,uint256) (1, 2, 3)
