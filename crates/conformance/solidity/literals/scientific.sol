// SPDX-License-Identifier: MIT
// Scientific notation gives whole numbers where the exponent allows it.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256, uint256, uint256, int256) {
        return (1e18, 2.5e3, 1_0e1_0, 12345e-2 * 100, -3e2);
    }
}

//= deploy: ok
//= main(): ok 1000000000000000000, 2500, 100000000000, 12345, -300
