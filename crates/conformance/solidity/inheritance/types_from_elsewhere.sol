// SPDX-License-Identifier: MIT
// Types, constants and errors of a contract that is no base.
//? f(uint8 0)
//? f(uint8 1)
pragma solidity ^0.8.20;

contract Defs {
    struct Pair { uint8 a; uint16 b; }
    enum Mode { Off, On }
    error Bad(Mode mode);
    uint256 internal constant LIMIT = 10;
}

library Consts {
    uint256 internal constant MAX = 99;
}

contract Test {
    function f(Defs.Mode mode) external pure returns (Defs.Pair memory, uint256) {
        if (mode == Defs.Mode.On) revert Defs.Bad(mode);
        return (Defs.Pair(1, 2), Consts.MAX);
    }
}

//= deploy: ok
//= f(uint8): ok (1, 2), 99
//= f(uint8): revert Bad(uint8) (1)
