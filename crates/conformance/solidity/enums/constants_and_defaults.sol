// SPDX-License-Identifier: MIT
// Enums as constants, immutables, parameters and defaults of structs.
//? set(uint8 2)
//? set(uint8 0)
pragma solidity ^0.8.20;

contract Test {
    enum Mode { Off, Slow, Fast }

    struct Engine { Mode mode; uint8 speed; }

    Mode constant START = Mode.Slow;
    Mode immutable limit = type(Mode).max;

    function set(Mode m) external view returns (Engine memory, Engine memory, bool, Mode) {
        Engine memory e;
        Engine memory f = Engine(m, uint8(m) * 10);
        return (e, f, m == limit, START);
    }
}

//= deploy: ok
//= set(uint8): ok (0, 0), (2, 20), true, 1
//= set(uint8): ok (0, 0), (0, 0), false, 1
