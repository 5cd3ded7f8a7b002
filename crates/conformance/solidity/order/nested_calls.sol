// SPDX-License-Identifier: MIT
// Calls nested in arguments are evaluated inside out, left first.
pragma solidity ^0.8.20;

contract Test {
    uint256[] log;

    function add(uint256 a, uint256 b) internal returns (uint256) {
        log.push(a * 10 + b);
        return a + b;
    }

    function main() external returns (uint256, uint256[] memory) {
        return (add(add(1, 2), add(add(0, 1), 3)), log);
    }
}

//= deploy: ok
//= main(): ok 7, [12, 1, 13, 34]
