// SPDX-License-Identifier: MIT
// Loop conditions are evaluated before each iteration.
pragma solidity ^0.8.20;

contract Test {
    uint256 calls;

    function more(uint256 i) internal returns (bool) {
        calls++;
        return i < 3;
    }

    function main() external returns (uint256 i, uint256) {
        while (more(i)) i++;
        return (i, calls);
    }
}

//= deploy: ok
//= main(): ok 3, 4
