// SPDX-License-Identifier: MIT
// Constants at file level, used by each other and by contracts.
pragma solidity ^0.8.20;

uint256 constant DECIMALS = 6;
uint256 constant UNIT = 10 ** DECIMALS;
string constant GREETING = "hi";

function units(uint256 n) pure returns (uint256) {
    return n * UNIT;
}

contract Test {
    uint256 constant LOCAL = UNIT / 2;
    uint256[DECIMALS / 2] list;

    function main() external returns (uint256, uint256, uint256, string memory) {
        return (units(3), LOCAL, list.length, GREETING);
    }
}

//= deploy: ok
//= main(): ok 3000000, 500000, 3, "hi"
