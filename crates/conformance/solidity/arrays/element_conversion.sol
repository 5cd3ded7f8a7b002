// SPDX-License-Identifier: MIT
// A copy converts the elements to a larger type.
pragma solidity ^0.8.20;

contract Test {
    uint8[] small = [1, 2, 255];
    uint256[] large;
    int8[3] s = [int8(-1), -2, 3];
    int256[3] l;

    function main() external returns (uint256[] memory, int256[3] memory) {
        large = small;
        l = s;
        large[0] += 1000;
        return (large, l);
    }
}

//= deploy: ok
//= main(): ok [1001, 2, 255], [-1, -2, 3]
