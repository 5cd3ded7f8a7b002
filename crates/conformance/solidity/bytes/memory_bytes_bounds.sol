// SPDX-License-Identifier: MIT
// Bytes of memory and of call data out of range panic.
//? read(uint256 1)
//? read(uint256 2)
//? data(bytes 0x0102, uint256 1)
//? data(bytes 0x0102, uint256 2)
//? write(uint256 0)
pragma solidity ^0.8.20;

contract Test {
    function read(uint256 i) external pure returns (bytes1) {
        bytes memory b = hex"0102";
        return b[i];
    }

    function data(bytes calldata b, uint256 i) external pure returns (bytes1) {
        return b[i];
    }

    function write(uint256 i) external pure returns (bytes memory b) {
        b[i] = 0x01;
    }
}

//= deploy: ok
//= read(uint256): ok 0x02
//= read(uint256): panic 0x32
//= data(bytes,uint256): ok 0x02
//= data(bytes,uint256): panic 0x32
//= write(uint256): panic 0x32
