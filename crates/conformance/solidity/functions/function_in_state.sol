// SPDX-License-Identifier: MIT
// Functions in state variables, arrays and structs.
pragma solidity ^0.8.20;

contract Test {
    struct Op { function(uint256) pure returns (uint256) run; uint256 times; }

    function(uint256) pure returns (uint256) stored;
    Op op;

    function twice(uint256 x) internal pure returns (uint256) {
        return x * 2;
    }

    function inc(uint256 x) internal pure returns (uint256) {
        return x + 1;
    }

    function main() external returns (uint256, uint256, uint256) {
        stored = inc;
        op = Op(twice, 3);
        uint256 x = 5;
        for (uint256 i = 0; i < op.times; i++) x = op.run(x);
        function(uint256) pure returns (uint256)[2] memory both = [twice, inc];
        return (stored(1), x, both[0](both[1](3)));
    }
}

//= deploy: ok
//= main(): ok 2, 40, 8
