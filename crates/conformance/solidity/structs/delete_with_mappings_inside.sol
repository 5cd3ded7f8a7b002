//? main()
//? look()
//? again()
//? look()
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

contract Registry {
    struct Item { uint64 id; mapping(address => uint256) votes; uint16[] tags; bytes note; bool[3] flags; }
    struct Folder { Item[] items; mapping(uint256 => Item) byId; uint8 depth; }

    Folder[] private folders;

    function main() external returns (uint256) {
        Folder storage f = folders.push();
        f.depth = 3;
        Item storage it = f.items.push();
        it.id = 7;
        it.votes[msg.sender] = 99;
        it.tags.push(1); it.tags.push(2); it.tags.push() = 3;
        it.note = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz";
        it.flags = [true, false, true];
        f.byId[5].tags.push(11);
        f.byId[5].votes[address(1)] = 4;
        return folders.length;
    }

    function look() external view returns (uint64, uint256, uint256, bytes memory, bool, uint8, uint256) {
        if (folders.length == 0 || folders[0].items.length == 0) return (0, 0, 0, "", false, 0, 0);
        Item storage it = folders[0].items[0];
        return (it.id, it.votes[msg.sender], it.tags.length, it.note, it.flags[2], folders[0].depth, folders[0].byId[5].tags.length);
    }

    function again() external returns (uint256, uint256, uint256) {
        Folder storage f = folders[0];
        delete f.items[0].flags;
        delete f.items[0].note;
        f.items.pop();
        Item storage it = f.items.push();
        it.id = 8;
        uint256 kept = it.votes[msg.sender];
        f.byId[5].tags[0]++;
        delete f.byId[5].tags;
        f.byId[5].tags.push();
        return (kept, f.byId[5].tags[0], f.byId[5].votes[address(1)]);
    }
}

//= deploy: ok
//= main(): ok 1
//= look(): ok 7, 99, 3, 0x6162636465666768696a6b6c6d6e6f707172737475767778797a6162636465666768696a6b6c6d6e6f707172737475767778797a, true, 3, 1
//= again(): ok 99, 0, 4
//= look(): ok 8, 99, 0, 0x, false, 3, 1
