// SPDX-License-Identifier: MIT
// A function changes the array of its caller but not the caller's name for it.
pragma solidity ^0.8.20;

contract Test {
    function change(uint256[] memory a) internal pure {
        a[0] = 1;
        a = new uint256[](3);
        a[0] = 2;
    }

    function main() external pure returns (uint256, uint256) {
        uint256[] memory a = new uint256[](1);
        change(a);
        return (a[0], a.length);
    }
}

//= deploy: ok
//= main(): ok 1, 1
