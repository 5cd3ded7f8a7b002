// SPDX-License-Identifier: MIT
// Every panic that a program can cause.
//? f(uint256 0)
//? f(uint256 1)
//? f(uint256 2)
//? f(uint256 3)
//? f(uint256 4)
//? f(uint256 5)
//? f(uint256 6)
//? f(uint256 7)
pragma solidity ^0.8.20;

contract Test {
    enum E { A }
    uint256[] empty;
    function() internal unset;

    function f(uint256 n) external returns (uint256) {
        uint256 zero = n - n;
        if (n == 0) assert(false);
        if (n == 1) return zero - 1;
        if (n == 2) return 1 / zero;
        if (n == 3) return uint256(E(uint8(n)));
        if (n == 4) empty.pop();
        if (n == 5) return empty[zero];
        if (n == 6) return new uint256[](2**64).length;
        unset();
        return 0;
    }
}

//= deploy: ok
//= f(uint256): panic 0x01
//= f(uint256): panic 0x11
//= f(uint256): panic 0x12
//= f(uint256): panic 0x21
//= f(uint256): panic 0x31
//= f(uint256): panic 0x32
//= f(uint256): panic 0x41
//= f(uint256): panic 0x51
