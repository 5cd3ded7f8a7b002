// SPDX-License-Identifier: MIT
// A function that returns its argument returns the same array.
pragma solidity ^0.8.20;

contract Test {
    function same(uint256[2] memory a) internal pure returns (uint256[2] memory) {
        return a;
    }

    function fresh(uint256[2] memory a) internal pure returns (uint256[2] memory b) {
        b[0] = a[0];
        b[1] = a[1];
    }

    function main() external pure returns (uint256[2] memory, uint256[2] memory) {
        uint256[2] memory a = [uint256(1), 2];
        same(a)[0] = 5;
        fresh(a)[1] = 6;
        return (a, same(fresh(a)));
    }
}

//= deploy: ok
//= main(): ok [5, 2], [5, 2]
