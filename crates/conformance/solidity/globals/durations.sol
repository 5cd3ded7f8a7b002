// SPDX-License-Identifier: MIT
// Periods counted from the block's time.
//? period() time 1700000000
//? period() time 1700604799
//? period() time 1700604800
//? period() time 1703024000
//? left() time 1700000001
pragma solidity ^0.8.20;

contract Test {
    uint256 constant PERIOD = 1 weeks;

    uint256 immutable start = block.timestamp;

    function period() external view returns (uint256) {
        return (block.timestamp - start) / PERIOD;
    }

    function left() external view returns (uint256, uint256) {
        uint256 end = start + 2 * PERIOD + 1 days;
        return (end - block.timestamp, (end - block.timestamp) / 1 hours);
    }
}

//= deploy: ok
//= period(): ok 0
//= period(): ok 0
//= period(): ok 1
//= period(): ok 5
//= left(): ok 1295999, 359
