// SPDX-License-Identifier: MIT
// Structs, enums, errors, events and constants of a library.
//? f(uint8 1)
//? f(uint8 0)
pragma solidity ^0.8.20;

library Lib {
    struct Pair { uint256 a; uint256 b; }
    enum Mode { Off, On }
    error Refused(Mode mode);
    event Used(uint256 n);
    uint256 internal constant LIMIT = 100;
    string internal constant NAME = "lib";

    function check(Pair memory p, Mode m) internal pure returns (uint256) {
        if (m == Mode.Off) revert Refused(m);
        return p.a + p.b + LIMIT;
    }
}

contract Test {
    function f(Lib.Mode m) external returns (uint256, string memory) {
        emit Lib.Used(Lib.LIMIT);
        return (Lib.check(Lib.Pair(1, 2), m), Lib.NAME);
    }
}

//= deploy: ok
//= f(uint8): ok 103, "lib"
//=   event Used(uint256) [] 0x0000000000000000000000000000000000000000000000000000000000000064
//= f(uint8): revert Refused(uint8) (0)
