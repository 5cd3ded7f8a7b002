// SPDX-License-Identifier: MIT
// Values of a user-defined type keep the range of the underlying one.
//? f(uint8 255)
//? g(uint256 256)
pragma solidity ^0.8.20;

contract Test {
    type Byte is uint8;

    function f(Byte b) external pure returns (uint256) {
        return uint256(Byte.unwrap(b)) + 1;
    }

    function g(uint256 x) external pure returns (Byte) {
        return Byte.wrap(uint8(x));
    }
}

//= deploy: ok
//= f(uint8): ok 256
//= g(uint256): ok 0
