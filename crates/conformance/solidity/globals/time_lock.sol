// SPDX-License-Identifier: MIT
// Times compared with the block's time.
//? start() time 1000
//? finish() time 87399
//? finish() time 87400
pragma solidity ^0.8.20;

contract Test {
    uint256 public unlock;

    function start() external returns (uint256) {
        unlock = block.timestamp + 1 days;
        return unlock;
    }

    function finish() external view returns (uint256) {
        require(block.timestamp >= unlock, "early");
        return block.timestamp - unlock;
    }
}

//= deploy: ok
//= start(): ok 87400
//= finish(): revert "early"
//= finish(): ok 0
