// SPDX-License-Identifier: MIT
// return in the body goes on behind the placeholder.
pragma solidity ^0.8.20;

contract Test {
    uint256[] log;

    modifier traced() {
        log.push(1);
        _;
        log.push(2);
    }

    function f(uint256 x) internal traced returns (uint256) {
        if (x > 5) return x;
        log.push(x);
        return x * 2;
    }

    function main() external returns (uint256, uint256, uint256[] memory) {
        return (f(3), f(9), log);
    }
}

//= deploy: ok
//= main(): ok 6, 9, [1, 3, 2, 1, 2]
