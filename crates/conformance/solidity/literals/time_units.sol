// SPDX-License-Identifier: MIT
// Time units are factors in seconds.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256, uint256, uint256, uint256, uint256) {
        return (1 seconds, 1 minutes, 1 hours, 1 days, 1 weeks, 0.5 hours);
    }
}

//= deploy: ok
//= main(): ok 1, 60, 3600, 86400, 604800, 1800
