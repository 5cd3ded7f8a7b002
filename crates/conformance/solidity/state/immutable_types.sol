// SPDX-License-Identifier: MIT
// Immutables of enums, user-defined types and contracts.
pragma solidity ^0.8.20;

interface IThing {}

enum Level { Low, High }

type Id is uint64;

contract Test {
    Level immutable level = Level.High;
    Id immutable id;
    IThing immutable thing;
    bytes32 immutable tag = "tag";
    uint8 immutable small;

    constructor() {
        id = Id.wrap(type(uint64).max);
        thing = IThing(address(9));
        small = 255;
    }

    function main() external view returns (Level, Id, IThing, bytes32, uint8) {
        return (level, id, thing, tag, small);
    }
}

//= deploy: ok
//= main(): ok 1, 18446744073709551615, 0x0000000000000000000000000000000000000009, 0x7461670000000000000000000000000000000000000000000000000000000000, 255
