// SPDX-License-Identifier: MIT
// Fractions that become whole by a unit.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256, uint256, uint256) {
        return (.5 ether, 0.000000001 ether, 1.5 days, 0.1e1 gwei);
    }
}

//= deploy: ok
//= main(): ok 500000000000000000, 1000000000, 129600, 1000000000
