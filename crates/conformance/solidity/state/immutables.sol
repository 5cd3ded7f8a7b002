// SPDX-License-Identifier: MIT
// Immutables set in the declaration and in the constructor.
//? deploy(uint256 5, address 0xaa) from 0xbb
//? a()
//? all()
pragma solidity ^0.8.20;

contract Test {
    uint256 public immutable a;
    address immutable owner;
    address immutable creator = msg.sender;
    bytes4 immutable tag;
    bool immutable large;
    int16 immutable small = -300;

    constructor(uint256 a_, address owner_) {
        a = a_ * 2;
        owner = owner_;
        tag = 0xdeadbeef;
        large = a_ > 4;
    }

    function all() external view returns (address, address, bytes4, bool, int16) {
        return (owner, creator, tag, large, small);
    }
}

//= deploy: ok
//= a(): ok 10
//= all(): ok 0x00000000000000000000000000000000000000aa, 0x00000000000000000000000000000000000000bb, 0xdeadbeef, true, -300
