// SPDX-License-Identifier: MIT
// using L for a type attaches the functions to its values.
pragma solidity ^0.8.20;

library L {
    function double(uint256 x) internal pure returns (uint256) {
        return x * 2;
    }

    function plus(uint256 x, uint256 y, uint256 z) internal pure returns (uint256) {
        return x + y + z;
    }
}

contract Test {
    using L for uint256;

    function main() external pure returns (uint256, uint256, uint256, uint256) {
        uint256 a = 5;
        uint8 small = 3;
        return (a.double(), a.double().plus(1, 2), uint256(small).double(), (a + 1).plus({z: 10, y: 20}));
    }
}

//= deploy: ok
//= main(): ok 10, 13, 6, 36
