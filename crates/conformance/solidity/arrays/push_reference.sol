// SPDX-License-Identifier: MIT
// push without a value gives the new element.
pragma solidity ^0.8.20;

contract Test {
    struct P { uint256 x; }

    uint256[] a;
    uint256[][] b;
    P[] c;

    function main() external returns (uint256[] memory, uint256[][] memory, P[] memory) {
        a.push() = 5;
        a.push() += 6;
        b.push().push(7);
        b.push().push(8);
        b[0].push(9);
        c.push().x = 10;
        P storage p = c.push();
        p.x = 11;
        return (a, b, c);
    }
}

//= deploy: ok
//= main(): ok [5, 6], [[7, 9], [8]], [(10), (11)]
