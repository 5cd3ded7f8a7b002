// SPDX-License-Identifier: MIT
// Attached functions of memory arrays and structs.
pragma solidity ^0.8.20;

library Arrays {
    function sum(uint256[] memory a) internal pure returns (uint256 s) {
        for (uint256 i = 0; i < a.length; i++) s += a[i];
    }

    function fill(uint256[] memory a, uint256 v) internal pure returns (uint256[] memory) {
        for (uint256 i = 0; i < a.length; i++) a[i] = v;
        return a;
    }
}

contract Test {
    using Arrays for uint256[];

    function main() external pure returns (uint256, uint256) {
        uint256[] memory a = new uint256[](4);
        uint256 s = a.fill(3).sum();
        a[0] = 10;
        return (s, a.sum());
    }
}

//= deploy: ok
//= main(): ok 12, 19
