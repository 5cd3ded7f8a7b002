// SPDX-License-Identifier: MIT
// Ether units are factors, fractions included.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256, uint256, uint256, uint256, bool) {
        return (1 wei, 1 gwei, 1 ether, 0.5 ether, 1.25e2 gwei, 1 ether == 1e9 gwei);
    }
}

//= deploy: ok
//= main(): ok 1, 1000000000, 1000000000000000000, 500000000000000000, 125000000000, true
