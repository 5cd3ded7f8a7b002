// SPDX-License-Identifier: MIT
// Modifiers run from left to right, the last one around the body.
pragma solidity ^0.8.20;

contract Test {
    uint256[] log;

    modifier a() { log.push(1); _; log.push(9); }
    modifier b() { log.push(2); _; log.push(8); }
    modifier c() { log.push(3); _; log.push(7); }

    function f() internal a b c {
        log.push(5);
    }

    function main() external returns (uint256[] memory) {
        f();
        return log;
    }
}

//= deploy: ok
//= main(): ok [1, 2, 3, 5, 7, 8, 9]
