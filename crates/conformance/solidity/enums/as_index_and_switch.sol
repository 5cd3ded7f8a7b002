// SPDX-License-Identifier: MIT
// Enums as indexes of arrays and in chains of conditions.
pragma solidity ^0.8.20;

contract Test {
    enum Op { Add, Sub, Mul }

    function apply_(Op op, uint256 a, uint256 b) internal pure returns (uint256) {
        if (op == Op.Add) return a + b;
        if (op == Op.Sub) return a - b;
        return a * b;
    }

    function main() external pure returns (uint256[3] memory r, uint256) {
        uint256[3] memory prices = [uint256(10), 20, 30];
        for (uint8 i = 0; i <= uint8(type(Op).max); i++) r[i] = apply_(Op(i), 7, 3);
        return (r, prices[uint256(Op.Mul)]);
    }
}

//= deploy: ok
//= main(): ok [10, 4, 21], 30
