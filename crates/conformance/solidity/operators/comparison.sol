// SPDX-License-Identifier: MIT
// The six comparisons on unsigned and signed integers.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (bool[6] memory u, bool[6] memory s) {
        uint256 a = 1;
        uint256 b = type(uint256).max;
        u = [a < b, a <= b, a > b, a >= b, a == b, a != b];
        int256 c = 1;
        int256 d = -1;
        s = [c < d, c <= d, c > d, c >= d, c == d, c != d];
    }
}

//= deploy: ok
//= main(): ok [true, true, false, false, false, true], [false, false, true, true, false, true]
