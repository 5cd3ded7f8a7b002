// SPDX-License-Identifier: MIT
// Internal functions as values of locals.
pragma solidity ^0.8.20;

contract Test {
    function add(uint256 a, uint256 b) internal pure returns (uint256) {
        return a + b;
    }

    function mul(uint256 a, uint256 b) internal pure returns (uint256) {
        return a * b;
    }

    function main() external pure returns (uint256, uint256, bool, bool) {
        function(uint256, uint256) pure returns (uint256) f = add;
        uint256 x = f(3, 4);
        f = mul;
        return (x, f(3, 4), f == mul, f == add);
    }
}

//= deploy: ok
//= main(): ok 7, 12, true, false
