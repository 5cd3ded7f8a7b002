// SPDX-License-Identifier: MIT
// A storage array takes the elements of a literal.
pragma solidity ^0.8.20;

contract Test {
    uint256[] a;
    uint8[4] b = [1, 2, 3, 4];
    uint256[3] c;

    function main() external returns (uint256[] memory, uint8[4] memory, uint256[3] memory) {
        a = [5, 6, 7];
        a = [8, 9];
        b = [9, 8, 7, 6];
        c = [uint256(1), 2, 3];
        return (a, b, c);
    }
}

//= deploy: ok
//= main(): ok [8, 9], [9, 8, 7, 6], [1, 2, 3]
