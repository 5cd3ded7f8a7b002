// SPDX-License-Identifier: MIT
// User-defined types of every underlying kind.
pragma solidity ^0.8.20;

contract Test {
    type A is int8;
    type B is bool;
    type C is bytes4;
    type D is address;
    type F is bytes32;

    function main() external view returns (A, B, C, D, F, bytes memory) {
        A a = A.wrap(-5);
        return (a, B.wrap(true), C.wrap(0x01020304), D.wrap(msg.sender), F.wrap("text"), abi.encode(a));
    }
}

//= deploy: ok
//= main(): ok -5, true, 0x01020304, 0x0000000000000000000000000000000000000001, 0x7465787400000000000000000000000000000000000000000000000000000000, 0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffb
