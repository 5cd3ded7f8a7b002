// SPDX-License-Identifier: MIT
// Recursion that returns several values.
pragma solidity ^0.8.20;

contract Test {
    uint256 moves;

    function hanoi(uint256 n, uint8 from, uint8 to, uint8 via) internal {
        if (n == 0) return;
        hanoi(n - 1, from, via, to);
        moves++;
        hanoi(n - 1, via, to, from);
    }

    function ackermann(uint256 m, uint256 n) internal pure returns (uint256) {
        if (m == 0) return n + 1;
        if (n == 0) return ackermann(m - 1, 1);
        return ackermann(m - 1, ackermann(m, n - 1));
    }

    function main() external returns (uint256, uint256) {
        hanoi(6, 1, 3, 2);
        return (moves, ackermann(2, 3));
    }
}

//= deploy: ok
//= main(): ok 63, 9
