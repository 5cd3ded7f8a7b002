// SPDX-License-Identifier: MIT
// Parameters without a name take their place.
pragma solidity ^0.8.20;

contract Test {
    function f(uint256, uint256 b, bool) internal pure returns (uint256) {
        return b;
    }

    function g(uint256 a, bytes memory) internal pure returns (uint256, bool) {
        return (a, true);
    }

    function main() external pure returns (uint256, uint256, bool) {
        (uint256 x, bool y) = g(4, "");
        return (f(1, 2, false), x, y);
    }
}

//= deploy: ok
//= main(): ok 2, 4, true
