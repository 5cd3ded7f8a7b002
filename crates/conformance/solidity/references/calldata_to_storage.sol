// SPDX-License-Identifier: MIT
// Call data copied into storage, and references to call data in memory.
//? add((uint256,string)[] [(1, "one"), (2, "two")], uint256[] [7, 8])
//? items(uint256 1)
//? sum()
pragma solidity ^0.8.20;

contract Test {
    struct Item { uint256 id; string name; }

    Item[] public items;
    uint256[] list;

    function add(Item[] calldata xs, uint256[] calldata l) external returns (uint256) {
        for (uint256 i = 0; i < xs.length; i++) items.push(xs[i]);
        list = l;
        list.push(l[0]);
        return items.length;
    }

    function sum() external view returns (uint256 r) {
        for (uint256 i = 0; i < list.length; i++) r += list[i];
    }
}

//= deploy: ok
//= add((uint256,string)[],uint256[]): ok 2
//= items(uint256): ok 2, "two"
//= sum(): ok 22
