// SPDX-License-Identifier: MIT
// Named arguments of events with indexed ones among them.
pragma solidity ^0.8.20;

contract Test {
    event E(uint256 a, uint256 indexed b, uint256 c, uint256 indexed d);

    uint256 n;

    function next() internal returns (uint256) {
        return ++n;
    }

    function main() external {
        emit E({d: next(), c: next(), b: next(), a: next()});
    }
}

//= deploy: ok
//= main(): ok
//=   event E(uint256,uint256,uint256,uint256) [0x0000000000000000000000000000000000000000000000000000000000000002, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x00000000000000000000000000000000000000000000000000000000000000030000000000000000000000000000000000000000000000000000000000000004
