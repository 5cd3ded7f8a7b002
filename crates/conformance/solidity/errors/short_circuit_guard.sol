// SPDX-License-Identifier: MIT
// A condition that protects what stands behind it.
//? f(uint256[] [], uint256 0)
//? f(uint256[] [5], uint256 0)
//? f(uint256[] [0], uint256 0)
pragma solidity ^0.8.20;

contract Test {
    function f(uint256[] calldata a, uint256 i) external pure returns (bool) {
        return i < a.length && a[i] != 0 && 10 / a[i] == 2;
    }
}

//= deploy: ok
//= f(uint256[],uint256): ok false
//= f(uint256[],uint256): ok true
//= f(uint256[],uint256): ok false
