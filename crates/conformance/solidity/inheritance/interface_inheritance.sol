// SPDX-License-Identifier: MIT
// Interfaces that inherit from interfaces.
//? a()
//? b()
//? c()
pragma solidity ^0.8.20;

interface IA {
    function a() external pure returns (uint256);
}

interface IB is IA {
    function b() external pure returns (uint256);
}

interface IC is IA {
    function c() external pure returns (uint256);
}

contract Test is IB, IC {
    function a() public pure returns (uint256) {
        return 1;
    }

    function b() external pure returns (uint256) {
        return a() + 1;
    }

    function c() external pure override returns (uint256) {
        return a() + 2;
    }
}

//= deploy: ok
//= a(): ok 1
//= b(): ok 2
//= c(): ok 3
