// SPDX-License-Identifier: MIT
// A state variable changed by a call in the other operand.
pragma solidity ^0.8.20;

contract Test {
    uint256 x = 10;

    function bump() internal returns (uint256) {
        x += 1;
        return x;
    }

    function main() external returns (uint256, uint256, uint256) {
        uint256 a = x + bump();
        uint256 b = bump() + x;
        uint256 c = x * 100 + bump() * 10 + x;
        return (a, b, c);
    }
}

//= deploy: ok
//= main(): ok 22, 23, 1442
