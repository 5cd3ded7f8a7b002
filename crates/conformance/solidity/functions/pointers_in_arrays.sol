// SPDX-License-Identifier: MIT
// A table of functions walked by a loop.
pragma solidity ^0.8.20;

contract Test {
    function add1(uint256 x) internal pure returns (uint256) {
        return x + 1;
    }

    function times2(uint256 x) internal pure returns (uint256) {
        return x * 2;
    }

    function square(uint256 x) internal pure returns (uint256) {
        return x * x;
    }

    function main() external pure returns (uint256, uint256) {
        function(uint256) pure returns (uint256)[] memory steps = new function(uint256) pure returns (uint256)[](3);
        (steps[0], steps[1], steps[2]) = (add1, times2, square);
        uint256 forward = 3;
        for (uint256 i = 0; i < steps.length; i++) forward = steps[i](forward);
        uint256 backward = 3;
        for (uint256 i = steps.length; i > 0; i--) backward = steps[i - 1](backward);
        return (forward, backward);
    }
}

//= deploy: ok
//= main(): ok 64, 19
