// SPDX-License-Identifier: MIT
// delete of a memory struct makes a new one for that name.
pragma solidity ^0.8.20;

contract Test {
    struct P { uint256 x; uint256[] list; }

    function main() external pure returns (uint256, uint256, uint256, uint256) {
        P memory a = P(1, new uint256[](2));
        P memory b = a;
        delete a;
        uint256[] memory l = b.list;
        l[0] = 4;
        delete b.x;
        return (a.x, a.list.length, b.x, b.list[0]);
    }
}

//= deploy: ok
//= main(): ok 0, 0, 0, 4
