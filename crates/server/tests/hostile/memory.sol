//? Memory without end.
//? gas most
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.0;
contract C {
    function main() public pure returns (uint256 total) {
        while (true) {
            uint256[] memory a = new uint256[](10000);
            total += a.length;
        }
    }
}
//= RuntimePanic R0002
