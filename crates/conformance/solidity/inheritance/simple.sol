// SPDX-License-Identifier: MIT
// A derived contract has the functions and the state of its base.
pragma solidity ^0.8.20;

contract Base {
    uint256 public x = 5;

    function f() public view returns (uint256) {
        return x * 2;
    }
}

contract Test is Base {
    function main() external returns (uint256, uint256) {
        x = 7;
        return (x, f());
    }
}

//= deploy: ok
//= main(): ok 7, 14
