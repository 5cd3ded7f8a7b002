// SPDX-License-Identifier: MIT
// Several values returned, with gaps, into old and new variables.
pragma solidity ^0.8.20;

contract Test {
    function three() internal pure returns (uint8, bool, bytes2) {
        return (7, true, 0xabcd);
    }

    function main() external pure returns (uint8, bool, bytes2, uint256) {
        (uint8 a, , bytes2 c) = three();
        bool b;
        uint256 wide;
        (wide, b, ) = three();
        (a, , ) = three();
        return (a, b, c, wide);
    }
}

//= deploy: ok
//= main(): ok 7, true, 0xabcd, 7
