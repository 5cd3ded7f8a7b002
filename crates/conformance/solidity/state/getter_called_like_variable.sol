// SPDX-License-Identifier: MIT
// A public variable read inside by its name, its getter from outside.
//? set(uint256 5)
//? value()
//? twice()
pragma solidity ^0.8.20;

contract Test {
    uint256 public value = 1;

    function set(uint256 v) external returns (uint256 old) {
        old = value;
        value = v;
    }

    function twice() external view returns (uint256, bytes4) {
        return (value * 2, this.value.selector);
    }
}

//= deploy: ok
//= set(uint256): ok 1
//= value(): ok 5
//= twice(): ok 10, 0x3fa4f245
