// SPDX-License-Identifier: MIT
// Code behind the placeholder runs after the body.
pragma solidity ^0.8.20;

contract Test {
    uint256[] log;

    modifier around(uint256 n) {
        log.push(n);
        _;
        log.push(n + 100);
    }

    function f() internal around(1) around(2) {
        log.push(50);
    }

    function main() external returns (uint256[] memory) {
        f();
        return log;
    }
}

//= deploy: ok
//= main(): ok [1, 2, 50, 102, 101]
