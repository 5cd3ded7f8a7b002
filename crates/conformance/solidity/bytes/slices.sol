// SPDX-License-Identifier: MIT
// Slices of bytes of the call data.
//? f(bytes 0x0102030405060708)
//? f(bytes 0x01020304)
//? f(bytes 0x010203)
//? range(bytes 0x0102, uint256 1, uint256 2)
//? range(bytes 0x0102, uint256 2, uint256 1)
//? range(bytes 0x0102, uint256 0, uint256 3)
pragma solidity ^0.8.20;

contract Test {
    function f(bytes calldata d) external pure returns (bytes4, bytes memory, bytes memory, bytes1) {
        return (bytes4(d[:4]), d[4:], d[1:3], d[2:][1]);
    }

    function range(bytes calldata d, uint256 from, uint256 to) external pure returns (bytes memory) {
        return d[from:to];
    }
}

//= deploy: ok
//= f(bytes): ok 0x01020304, 0x05060708, 0x0203, 0x04
//= f(bytes): ok 0x01020304, 0x, 0x0203, 0x04
//= f(bytes): revert
//= range(bytes,uint256,uint256): ok 0x02
//= range(bytes,uint256,uint256): revert
//= range(bytes,uint256,uint256): revert
