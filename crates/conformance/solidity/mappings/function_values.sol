// SPDX-License-Identifier: MIT
// A mapping to functions.
pragma solidity ^0.8.20;

contract Test {
    mapping(bytes4 => function(uint256) pure returns (uint256)) ops;

    function inc(uint256 x) internal pure returns (uint256) {
        return x + 1;
    }

    function dbl(uint256 x) internal pure returns (uint256) {
        return x * 2;
    }

    function main() external returns (uint256, uint256) {
        ops["inc"] = inc;
        ops["dbl"] = dbl;
        return (ops["inc"](5), ops["dbl"](ops["inc"](5)));
    }
}

//= deploy: ok
//= main(): ok 6, 12
