// SPDX-License-Identifier: MIT
// Assigning one storage array to another copies all of it.
pragma solidity ^0.8.20;

contract Test {
    uint256[] a;
    uint256[] b;
    uint8[][] c;
    uint8[][] d;

    function main() external returns (uint256[] memory, uint256[] memory, uint8[][] memory, uint8[][] memory) {
        a.push(1);
        a.push(2);
        b = a;
        b[0] = 10;
        a.push(3);
        c.push().push(4);
        d = c;
        d[0][0] = 5;
        c[0].push(6);
        return (a, b, c, d);
    }
}

//= deploy: ok
//= main(): ok [1, 2, 3], [10, 2], [[4, 6]], [[5]]
