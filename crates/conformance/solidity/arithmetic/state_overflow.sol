// SPDX-License-Identifier: MIT
// An overflow in a state variable leaves the state as it was.
//? add(uint8 200)
//? add(uint8 55)
//? add(uint8 1)
//? total()
pragma solidity ^0.8.20;

contract Test {
    uint8 public total;

    function add(uint8 x) external returns (uint8) {
        total += x;
        return total;
    }
}

//= deploy: ok
//= add(uint8): ok 200
//= add(uint8): ok 255
//= add(uint8): panic 0x11
//= total(): ok 255
