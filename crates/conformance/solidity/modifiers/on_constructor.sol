// SPDX-License-Identifier: MIT
// A modifier on a constructor.
//? deploy(uint256 5)
//? value()
pragma solidity ^0.8.20;

contract Test {
    event Done(uint256 v);

    uint256 public value;

    modifier positive(uint256 v) {
        require(v > 0, "zero");
        _;
        emit Done(value);
    }

    constructor(uint256 v) positive(v) {
        value = v;
    }
}

//= deploy: ok
//=   event Done(uint256) [] 0x0000000000000000000000000000000000000000000000000000000000000005
//= value(): ok 5
