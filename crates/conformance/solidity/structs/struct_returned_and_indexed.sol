// SPDX-License-Identifier: MIT
// Members of what a function returns.
pragma solidity ^0.8.20;

contract Test {
    struct P { uint256 x; uint256[] l; }

    P stored;

    function make(uint256 x) internal pure returns (P memory p) {
        p.x = x;
        p.l = new uint256[](x);
        if (x > 0) p.l[x - 1] = x * 2;
    }

    function place() internal view returns (P storage) {
        return stored;
    }

    function main() external returns (uint256, uint256, uint256, uint256) {
        place().l.push(4);
        place().x++;
        return (make(3).x, make(3).l[2], make(0).l.length, place().l[0] + place().x);
    }
}

//= deploy: ok
//= main(): ok 3, 6, 0, 5
