// SPDX-License-Identifier: MIT
// An element that is popped and pushed again is zero.
pragma solidity ^0.8.20;

contract Test {
    uint256[] a;
    uint8[] b;
    uint256[][] c;

    function main() external returns (uint256, uint256, uint256) {
        a.push(7);
        a.pop();
        a.push();
        b.push(1);
        b.push(2);
        b.pop();
        b.push();
        c.push().push(5);
        c.pop();
        c.push();
        return (a[0], b[1], c[0].length);
    }
}

//= deploy: ok
//= main(): ok 0, 0, 0
