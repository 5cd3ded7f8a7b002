// SPDX-License-Identifier: MIT
// delete sets locals of every value type to zero.
pragma solidity ^0.8.20;

contract Test {
    enum E { A, B }

    function main() external pure returns (uint256, int8, bool, address, bytes4, E) {
        uint256 a = 1;
        int8 b = -1;
        bool c = true;
        address d = address(7);
        bytes4 e = 0x01020304;
        E f = E.B;
        delete a;
        delete b;
        delete c;
        delete d;
        delete e;
        delete f;
        return (a, b, c, d, e, f);
    }
}

//= deploy: ok
//= main(): ok 0, 0, false, 0x0000000000000000000000000000000000000000, 0x00000000, 0
