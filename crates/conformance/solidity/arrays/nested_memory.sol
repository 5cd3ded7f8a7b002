// SPDX-License-Identifier: MIT
// Arrays of arrays in memory.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256[][] memory, uint256[2][3] memory, uint256) {
        uint256[][] memory a = new uint256[][](2);
        a[0] = new uint256[](1);
        a[0][0] = 5;
        uint256[2][3] memory b;
        b[2][1] = 7;
        b[0] = [uint256(1), 2];
        return (a, b, a[1].length * 100 + b.length * 10 + b[0].length);
    }
}

//= deploy: ok
//= main(): ok [[5], []], [[1, 2], [0, 0], [0, 7]], 32
