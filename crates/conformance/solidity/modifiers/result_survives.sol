// SPDX-License-Identifier: MIT
// A named result set before a return of the modifier is kept, and the body twice sees it.
pragma solidity ^0.8.20;

contract Test {
    modifier repeat(uint256 n) {
        for (uint256 i = 0; i < n; i++) {
            _;
        }
    }

    function sum(uint256 x) internal pure repeat(3) returns (uint256 r) {
        r += x;
        x += 1;
    }

    function main() external pure returns (uint256) {
        return sum(5);
    }
}

//= deploy: ok
//= main(): ok 18
