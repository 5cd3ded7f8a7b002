// SPDX-License-Identifier: MIT
// A unit belongs to its literal and not to the product.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256, uint256, uint256) {
        uint256 n = 3;
        return (n * 1 ether, 2 * 3 days, 1 weeks / 1 days, n * 1 ether / 7);
    }
}

//= deploy: ok
//= main(): ok 3000000000000000000, 518400, 7, 428571428571428571
