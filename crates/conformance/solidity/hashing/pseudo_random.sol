// SPDX-License-Identifier: MIT
// Numbers drawn from hashes.
pragma solidity ^0.8.20;

contract Test {
    function main() external view returns (uint256[4] memory dice) {
        for (uint256 i = 0; i < 4; i++) {
            dice[i] = uint256(keccak256(abi.encodePacked(block.timestamp, msg.sender, i))) % 6 + 1;
        }
    }
}

//= deploy: ok
//= main(): ok [6, 3, 6, 3]
