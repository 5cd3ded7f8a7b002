// SPDX-License-Identifier: MIT
// A reference chosen by a condition.
pragma solidity ^0.8.20;

contract Test {
    uint256[] small;
    uint256[] large;

    function pick(uint256 x) internal view returns (uint256[] storage r) {
        r = small;
        if (x > 10) r = large;
    }

    function main() external returns (uint256[] memory, uint256[] memory) {
        for (uint256 i = 8; i < 13; i++) pick(i).push(i);
        return (small, large);
    }
}

//= deploy: ok
//= main(): ok [8, 9, 10], [11, 12]
