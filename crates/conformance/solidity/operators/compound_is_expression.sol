// SPDX-License-Identifier: MIT
// The value of an assignment is the assigned value.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256, uint8) {
        uint256 a;
        uint256 b = (a = 5) + (a += 2);
        uint8 c;
        uint256 d = uint256(c = 200) + (c = 100);
        return (a + b, d, c);
    }
}

//= deploy: ok
//= main(): ok 12, 300, 200
