// SPDX-License-Identifier: MIT
// Nested storage arrays of every mix.
pragma solidity ^0.8.20;

contract Test {
    uint256[2][] a;
    uint256[][2] b;
    uint8[2][2] c;

    function main() external returns (uint256[2][] memory, uint256[][2] memory, uint8[2][2] memory, uint256) {
        a.push([uint256(1), 2]);
        a.push();
        a[1][0] = 3;
        b[1].push(4);
        b[1].push(5);
        b[0] = b[1];
        b[0].pop();
        c[1] = [7, 8];
        c[0][1] = c[1][0];
        return (a, b, c, a.length + b.length * 10 + b[1].length * 100);
    }
}

//= deploy: ok
//= main(): ok [[1, 2], [3, 0]], [[4], [4, 5]], [[0, 7], [7, 8]], 222
