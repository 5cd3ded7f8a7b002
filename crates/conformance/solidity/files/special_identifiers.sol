// SPDX-License-Identifier: MIT
// Names with dollars, underscores, digits and the names of globals' members.
pragma solidity ^0.8.20;

contract Test {
    uint256 $ = 1;
    uint256 _private = 2;
    uint256 x1_$y = 3;

    function from(uint256 error, uint256 global) internal pure returns (uint256) {
        return error * 10 + global;
    }

    function main() external view returns (uint256, uint256, uint256) {
        uint256 layout = 5;
        uint256 sender = 6;
        return ($ + _private * 10 + x1_$y * 100, from(layout, sender), from({global: 1, error: 2}));
    }
}

//= deploy: ok
//= main(): ok 321, 56, 21
