// SPDX-License-Identifier: MIT
// The length of what a function returns, and of conditional arrays.
pragma solidity ^0.8.20;

contract Test {
    function make(uint256 n) internal pure returns (uint256[] memory a) {
        a = new uint256[](n);
        if (n > 0) a[n - 1] = n;
    }

    function main() external pure returns (uint256, uint256, uint256) {
        bool t = true;
        return (make(3).length, make(2)[1], (t ? make(5) : make(1)).length);
    }
}

//= deploy: ok
//= main(): ok 3, 2, 5
