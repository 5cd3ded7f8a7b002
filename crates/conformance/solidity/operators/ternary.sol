// SPDX-License-Identifier: MIT
// Only the chosen side is evaluated; conditionals nest to the right.
pragma solidity ^0.8.20;

contract Test {
    uint256 calls;

    function note(uint256 x) internal returns (uint256) {
        calls++;
        return x;
    }

    function grade(uint256 n) internal pure returns (string memory) {
        return n >= 90 ? "A" : n >= 80 ? "B" : "C";
    }

    function main() external returns (uint256, uint256, string memory, string memory, string memory) {
        uint256 r = calls == 0 ? note(1) : note(2) + note(3);
        return (r, calls, grade(95), grade(80), grade(79));
    }
}

//= deploy: ok
//= main(): ok 1, 1, "A", "B", "C"
