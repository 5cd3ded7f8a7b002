// SPDX-License-Identifier: MIT
// Everything but a base contract may be used before the place where it is declared.
pragma solidity ^0.8.20;

abstract contract Base {
    function base() internal pure returns (uint256) {
        return LIMIT * 10;
    }
}

contract Test is Base {
    Point p = Point(LIMIT, twice(LIMIT));

    function main() external returns (Point memory, uint256, Kind) {
        if (p.x > 100) revert Large(p.x);
        emit Moved(p.x);
        return (p, L.half(base()), Kind.B);
    }
}

library L {
    function half(uint256 x) internal pure returns (uint256) {
        return x / 2;
    }
}

function twice(uint256 x) pure returns (uint256) {
    return x * 2;
}

struct Point { uint256 x; uint256 y; }
enum Kind { A, B }
error Large(uint256 x);
event Moved(uint256 x);
uint256 constant LIMIT = 7;

//= deploy: ok
//= main(): ok (7, 14), 35, 1
//=   event Moved(uint256) [] 0x0000000000000000000000000000000000000000000000000000000000000007
