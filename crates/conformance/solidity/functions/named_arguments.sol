// SPDX-License-Identifier: MIT
// Arguments by name in any order.
pragma solidity ^0.8.20;

contract Test {
    function sub(uint256 from, uint256 amount) internal pure returns (uint256) {
        return from - amount;
    }

    function main() external pure returns (uint256, uint256, uint256) {
        return (sub(10, 3), sub({from: 10, amount: 4}), sub({amount: 5, from: 10}));
    }
}

//= deploy: ok
//= main(): ok 7, 6, 5
