// SPDX-License-Identifier: MIT
// block.timestamp and block.number.
//? f()
//? f() time 1800000000 block 20
//? f() time 1
pragma solidity ^0.8.20;

contract Test {
    function f() external view returns (uint256, uint256) {
        return (block.timestamp, block.number);
    }
}

//= deploy: ok
//= f(): ok 1700000000, 1
//= f(): ok 1800000000, 20
//= f(): ok 1, 1
