// SPDX-License-Identifier: MIT
// Enums convert to integers of any width.
pragma solidity ^0.8.20;

contract Test {
    enum E { A, B, C }

    function main() external pure returns (uint8, uint256, int256, bytes1) {
        E e = E.C;
        return (uint8(e), uint256(e) + 1, -int256(uint256(e)), bytes1(uint8(e)));
    }
}

//= deploy: ok
//= main(): ok 2, 3, -2, 0x02
