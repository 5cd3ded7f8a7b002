// SPDX-License-Identifier: MIT
// Events of a constructor, and functions it calls.
pragma solidity ^0.8.20;

contract Test {
    event Made(address indexed by, uint256 at);
    event Step(uint256 n);

    uint256 public steps;

    constructor() {
        step();
        emit Made(msg.sender, block.timestamp);
        step();
    }

    function step() internal {
        steps++;
        emit Step(steps);
    }

    function main() external view returns (uint256) {
        return steps;
    }
}

//= deploy: ok
//=   event Step(uint256) [] 0x0000000000000000000000000000000000000000000000000000000000000001
//=   event Made(address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000001] 0x000000000000000000000000000000000000000000000000000000006553f100
//=   event Step(uint256) [] 0x0000000000000000000000000000000000000000000000000000000000000002
//= main(): ok 2
