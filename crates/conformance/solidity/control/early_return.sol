// SPDX-License-Identifier: MIT
// Code after a return is not run.
pragma solidity ^0.8.20;

contract Test {
    uint256 public n;

    function f(bool early) internal returns (uint256 r) {
        r = 1;
        n++;
        if (early) return r;
        n += 10;
        r = 2;
        return r + 1;
    }

    function main() external returns (uint256, uint256, uint256) {
        return (f(true), f(false), n);
    }
}

//= deploy: ok
//= main(): ok 1, 3, 12
