// SPDX-License-Identifier: MIT
// Variables of a block end with it, and the name can be used again.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256 r) {
        {
            uint256 x = 1;
            r += x;
        }
        {
            uint256 x = 20;
            r += x;
        }
        for (uint256 x = 0; x < 3; x++) r += x * 100;
        uint256 x = 3000;
        r += x;
    }
}

//= deploy: ok
//= main(): ok 3321
