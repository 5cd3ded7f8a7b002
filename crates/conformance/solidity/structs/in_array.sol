// SPDX-License-Identifier: MIT
// Structs in memory arrays are references.
pragma solidity ^0.8.20;

contract Test {
    struct P { uint256 x; }

    function main() external pure returns (uint256, uint256, uint256, uint256) {
        P[] memory a = new P[](3);
        P memory p = P(5);
        a[0] = p;
        a[1] = a[0];
        p.x = 6;
        a[2].x = 7;
        P memory q = a[2];
        q.x++;
        delete a[0];
        return (a[0].x, a[1].x, a[2].x, p.x);
    }
}

//= deploy: ok
//= main(): ok 0, 6, 8, 6
