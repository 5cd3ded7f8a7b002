// SPDX-License-Identifier: MIT
// Mappings to arrays.
pragma solidity ^0.8.20;

contract Test {
    mapping(address => uint256[]) lists;
    mapping(uint256 => uint8[3]) triples;
    mapping(uint256 => string[]) texts;

    function main() external returns (uint256[] memory, uint8[3] memory, string[] memory, uint256) {
        lists[msg.sender].push(1);
        lists[msg.sender].push(2);
        lists[address(9)].push();
        triples[5][2] = 7;
        texts[1].push("a");
        texts[1].push(texts[1][0]);
        delete lists[address(9)];
        return (lists[msg.sender], triples[5], texts[1], lists[address(9)].length);
    }
}

//= deploy: ok
//= main(): ok [1, 2], [0, 0, 7], ["a", "a"], 0
