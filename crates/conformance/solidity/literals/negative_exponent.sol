// SPDX-License-Identifier: MIT
// A negative constant exponent is a fraction.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256, uint256) {
        return (2**-2 * 8, 10**18 * 10**-16, 4**0);
    }
}

//= deploy: ok
//= main(): ok 2, 100, 1
