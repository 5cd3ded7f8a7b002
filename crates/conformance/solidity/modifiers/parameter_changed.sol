// SPDX-License-Identifier: MIT
// A modifier's argument keeps its value when the parameter changes in the body.
pragma solidity ^0.8.20;

contract Test {
    uint256[] log;

    modifier traced(uint256 v) {
        log.push(v);
        _;
        log.push(v);
    }

    function f(uint256 x) internal traced(x) {
        x = 99;
        log.push(x);
    }

    function main() external returns (uint256[] memory) {
        f(5);
        return log;
    }
}

//= deploy: ok
//= main(): ok [5, 99, 5]
