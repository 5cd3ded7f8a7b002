// SPDX-License-Identifier: MIT
// An index beyond fixed bytes panics.
//? at(bytes4 0x01020304, uint256 3)
//? at(bytes4 0x01020304, uint256 4)
//? first(bytes1 0xab, uint8 0)
//? first(bytes1 0xab, uint8 1)
pragma solidity ^0.8.20;

contract Test {
    function at(bytes4 b, uint256 i) external pure returns (bytes1) {
        return b[i];
    }

    function first(bytes1 b, uint8 i) external pure returns (bytes1) {
        return b[i];
    }
}

//= deploy: ok
//= at(bytes4,uint256): ok 0x04
//= at(bytes4,uint256): panic 0x32
//= first(bytes1,uint8): ok 0xab
//= first(bytes1,uint8): panic 0x32
