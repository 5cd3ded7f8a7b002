// SPDX-License-Identifier: MIT
// Operands that change a local which the other operand reads.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256, uint256, uint256) {
        uint256 a = 1;
        uint256 r = a + (a = 5);
        uint256 b = 1;
        uint256 s = (b = 5) + b;
        uint256 c = 3;
        uint256 t = c++ + c++ * c;
        uint256 d = 3;
        uint256 u = d + ++d + d++ + d;
        return (r, s, t, u);
    }
}

//= deploy: ok
//= main(): ok 10, 6, 13, 16
