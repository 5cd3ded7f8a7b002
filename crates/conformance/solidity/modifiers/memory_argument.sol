// SPDX-License-Identifier: MIT
// A modifier that gets a memory array sees the changes of the body.
//? f(uint256[] [1, 2, 3])
//? f(uint256[] [1, 2, 4])
pragma solidity ^0.8.20;

contract Test {
    modifier sumIs(uint256[] memory a, uint256 expected) {
        _;
        uint256 sum = 0;
        for (uint256 i = 0; i < a.length; i++) sum += a[i];
        require(sum == expected, "sum");
    }

    function f(uint256[] memory a) external pure sumIs(a, 16) returns (uint256) {
        a[0] += 10;
        return a[0];
    }
}

//= deploy: ok
//= f(uint256[]): ok 11
//= f(uint256[]): revert "sum"
