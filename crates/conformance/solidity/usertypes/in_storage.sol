// SPDX-License-Identifier: MIT
// User-defined types in state, arrays, mappings, structs and getters.
//? add()
//? add()
//? last()
//? byOwner(address 0x01)
//? get(uint64 9)
pragma solidity ^0.8.20;

contract Test {
    type Id is uint64;
    type Owner is address;

    struct Item { Id id; Owner owner; }

    Id public last = Id.wrap(7);
    Id[] ids;
    mapping(Id => Item) items;
    mapping(Owner => Id) public byOwner;

    function add() external returns (Id) {
        last = Id.wrap(Id.unwrap(last) + 1);
        ids.push(last);
        items[last] = Item(last, Owner.wrap(msg.sender));
        byOwner[Owner.wrap(msg.sender)] = last;
        return ids[ids.length - 1];
    }

    function get(Id id) external view returns (Item memory, uint256) {
        return (items[id], ids.length);
    }
}

//= deploy: ok
//= add(): ok 8
//= add(): ok 9
//= last(): ok 9
//= byOwner(address): ok 9
//= get(uint64): ok (9, 0x0000000000000000000000000000000000000001), 2
