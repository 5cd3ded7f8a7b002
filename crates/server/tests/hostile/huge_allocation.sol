//? An array of the longest length.
//? gas most
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.0;
contract C {
    function main() public pure returns (uint256) {
        uint256[] memory a = new uint256[](type(uint256).max);
        return a.length;
    }
}
//= RuntimePanic R0002
