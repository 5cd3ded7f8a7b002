// SPDX-License-Identifier: MIT
// Every kind of item at file level in one source.
//? add(string "pen", uint8 0)
//? add(string "gem", uint8 1)
//? show(uint256 1)
//? add(string "cup", uint8 0)
//? add(string "hat", uint8 0)
//? count()
pragma solidity ^0.8.20;

uint256 constant LIMIT = 3;

type Id is uint32;

enum Kind { Plain, Special }

struct Item { Id id; Kind kind; string name; }

error TooMany(uint256 limit);

event Added(Id indexed id, Kind kind);

interface IShop {
    function add(string calldata name, Kind kind) external returns (Id);
}

library Ids {
    function next(Id id) internal pure returns (Id) {
        return Id.wrap(Id.unwrap(id) + 1);
    }
}

using Ids for Id global;

function describe(Item memory i) pure returns (string memory) {
    return string.concat(i.name, i.kind == Kind.Special ? "*" : "");
}

abstract contract Base is IShop {
    Item[] internal items;
    Id internal last;

    function count() public view returns (uint256) {
        return items.length;
    }
}

contract Shop is Base {
    function add(string calldata name, Kind kind) external override returns (Id) {
        if (items.length >= LIMIT) revert TooMany(LIMIT);
        last = last.next();
        items.push(Item({id: last, kind: kind, name: name}));
        emit Added(last, kind);
        return last;
    }

    function show(uint256 i) external view returns (string memory, Item memory) {
        return (describe(items[i]), items[i]);
    }
}

//= deploy: ok
//= add(string,uint8): ok 1
//=   event Added(uint32,uint8) [0x0000000000000000000000000000000000000000000000000000000000000001] 0x0000000000000000000000000000000000000000000000000000000000000000
//= add(string,uint8): ok 2
//=   event Added(uint32,uint8) [0x0000000000000000000000000000000000000000000000000000000000000002] 0x0000000000000000000000000000000000000000000000000000000000000001
//= show(uint256): ok "gem*", (2, 1, "gem")
//= add(string,uint8): ok 3
//=   event Added(uint32,uint8) [0x0000000000000000000000000000000000000000000000000000000000000003] 0x0000000000000000000000000000000000000000000000000000000000000000
//= add(string,uint8): revert TooMany(uint256) (3)
//= count(): ok 3
