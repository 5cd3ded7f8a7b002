// SPDX-License-Identifier: MIT
// A loop that moves a pair on.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256 a, uint256 b) {
        (a, b) = (0, 1);
        for (uint256 i = 0; i < 90; i++) (a, b) = (b, a + b);
    }
}

//= deploy: ok
//= main(): ok 2880067194370816120, 4660046610375530309
