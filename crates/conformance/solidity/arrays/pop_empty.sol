// SPDX-License-Identifier: MIT
// pop of an empty array panics.
//? array()
//? data()
//? once()
pragma solidity ^0.8.20;

contract Test {
    uint256[] a;
    bytes b;

    function array() external {
        a.pop();
    }

    function data() external {
        b.pop();
    }

    function once() external returns (uint256) {
        a.push(1);
        a.pop();
        return a.length;
    }
}

//= deploy: ok
//= array(): panic 0x31
//= data(): panic 0x31
//= once(): ok 0
