// SPDX-License-Identifier: MIT
// Block numbers over several calls.
//? mark() block 10
//? since() block 10
//? since() block 25
//? since() block 9
pragma solidity ^0.8.20;

contract Test {
    uint256 marked;

    function mark() external {
        marked = block.number;
    }

    function since() external view returns (uint256) {
        return block.number - marked;
    }
}

//= deploy: ok
//= mark(): ok
//= since(): ok 0
//= since(): ok 15
//= since(): panic 0x11
