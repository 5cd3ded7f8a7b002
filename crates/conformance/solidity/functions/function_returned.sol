// SPDX-License-Identifier: MIT
// A function chosen and returned by another one.
pragma solidity ^0.8.20;

contract Test {
    function inc(uint256 x) internal pure returns (uint256) {
        return x + 1;
    }

    function dec(uint256 x) internal pure returns (uint256) {
        return x - 1;
    }

    function choose(bool up) internal pure returns (function(uint256) pure returns (uint256)) {
        return up ? inc : dec;
    }

    function main() external pure returns (uint256, uint256) {
        return (choose(true)(10), choose(false)(10));
    }
}

//= deploy: ok
//= main(): ok 11, 9
