// SPDX-License-Identifier: MIT
// The arguments of a modifier are evaluated when it is its turn.
pragma solidity ^0.8.20;

contract Test {
    uint256 x = 1;
    uint256[] log;

    modifier see(uint256 v) {
        log.push(v);
        x += 10;
        _;
        log.push(v);
    }

    function f() internal see(x) see(x * 2) {
        log.push(x);
    }

    function main() external returns (uint256[] memory) {
        f();
        return log;
    }
}

//= deploy: ok
//= main(): ok [1, 22, 21, 22, 1]
