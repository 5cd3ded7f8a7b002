// SPDX-License-Identifier: MIT
// Getters of structs leave arrays and mappings out.
//? item()
//? items(uint256 0)
//? byId(bytes32 0x6964000000000000000000000000000000000000000000000000000000000000)
pragma solidity ^0.8.20;

contract Test {
    struct Item {
        uint256 id;
        uint8[] list;
        string name;
        mapping(address => bool) flags;
        bool on;
        bytes data;
        uint8[2] pair;
    }

    Item public item;
    Item[] public items;
    mapping(bytes32 => Item) public byId;

    constructor() {
        item.id = 1;
        item.name = "one";
        item.on = true;
        items.push();
        items[0].id = 2;
        items[0].data = hex"ff";
        items[0].list.push(3);
        byId["id"].name = "by id";
    }
}

//= deploy: ok
//= item(): ok 1, "one", true, 0x
//= items(uint256): ok 2, "", false, 0xff
//= byId(bytes32): ok 0, "by id", false, 0x
