// SPDX-License-Identifier: MIT
// Functions of every mutability in one chain of calls.
//? write(uint256 5)
//? read()
//? compute(uint256 5)
pragma solidity ^0.8.20;

contract Test {
    uint256 value;

    function compute(uint256 x) public pure returns (uint256) {
        return x * 2;
    }

    function read() public view returns (uint256) {
        return compute(value);
    }

    function write(uint256 x) public returns (uint256) {
        value = x;
        return read();
    }
}

//= deploy: ok
//= write(uint256): ok 10
//= read(): ok 10
//= compute(uint256): ok 10
