// SPDX-License-Identifier: MIT
// Signs and complements of constants nest.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (int256, int256, int256, int256) {
        return (- -5, -(2 + 3), ~ ~7, -~0);
    }
}

//= deploy: ok
//= main(): ok 5, -5, 7, 1
