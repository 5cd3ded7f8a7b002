// SPDX-License-Identifier: MIT
// Indexed arguments of an event are evaluated first, from the last to the first, then the others.
pragma solidity ^0.8.20;

contract Test {
    event E(uint256 a, uint256 indexed b, uint256 c, uint256 indexed d);

    uint256[] log;

    function note(uint256 x) internal returns (uint256) {
        log.push(x);
        return x;
    }

    function main() external returns (uint256[] memory) {
        emit E(note(1), note(2), note(3), note(4));
        return log;
    }
}

//= deploy: ok
//= main(): ok [4, 2, 1, 3]
//=   event E(uint256,uint256,uint256,uint256) [0x0000000000000000000000000000000000000000000000000000000000000002, 0x0000000000000000000000000000000000000000000000000000000000000004] 0x00000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000003
