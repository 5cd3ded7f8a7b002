// SPDX-License-Identifier: MIT
// Mappings to structs that hold mappings.
pragma solidity ^0.8.20;

contract Test {
    struct Group { uint256 size; mapping(address => bool) member; mapping(uint256 => address) at; }

    mapping(bytes32 => Group) groups;

    function join(bytes32 id, address who) internal returns (bool) {
        Group storage g = groups[id];
        if (g.member[who]) return false;
        g.member[who] = true;
        g.at[g.size++] = who;
        return true;
    }

    function main() external returns (bool, bool, bool, uint256, address) {
        return (join("a", address(1)), join("a", address(2)), join("a", address(1)), groups["a"].size, groups["a"].at[1]);
    }
}

//= deploy: ok
//= main(): ok true, true, false, 2, 0x0000000000000000000000000000000000000002
