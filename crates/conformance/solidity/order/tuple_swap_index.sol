// SPDX-License-Identifier: MIT
// A swap whose second place depends on the first.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256[3] memory a) {
        a = [uint256(10), 20, 30];
        uint256 i = 0;
        (i, a[i]) = (2, 99);
        (a[0], a[1]) = (a[1], a[0]);
        return (i, a);
    }
}

//= deploy: ok
//= main(): ok 2, [20, 99, 30]
