// SPDX-License-Identifier: MIT
// return in a modifier leaves the modifier and the body out.
pragma solidity ^0.8.20;

contract Test {
    uint256 public count;

    modifier unless(bool b) {
        count += 1;
        if (b) return;
        _;
        count += 10;
    }

    function f(bool b) internal unless(b) returns (uint256) {
        count += 100;
        return count;
    }

    function main() external returns (uint256, uint256, uint256) {
        return (f(true), f(false), count);
    }
}

//= deploy: ok
//= main(): ok 0, 102, 112
