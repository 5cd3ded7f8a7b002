// SPDX-License-Identifier: MIT
// using .. global goes with the type.
pragma solidity ^0.8.20;

struct Point { uint256 x; uint256 y; }

using {norm, move, swapped} for Point global;

function norm(Point memory p) pure returns (uint256) {
    return p.x + p.y;
}

function move(Point memory p, uint256 by) pure {
    p.x += by;
}

function swapped(Point memory p) pure returns (Point memory) {
    return Point(p.y, p.x);
}

contract Test {
    function main() external pure returns (uint256, Point memory, Point memory) {
        Point memory p = Point(1, 2);
        p.move(10);
        return (p.norm(), p.swapped(), p);
    }
}

//= deploy: ok
//= main(): ok 13, (2, 11), (11, 2)
