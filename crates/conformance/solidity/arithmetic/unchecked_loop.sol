// SPDX-License-Identifier: MIT
// A loop that counts down to zero in an unchecked block.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256 sum, uint256 last) {
        uint256[] memory a = new uint256[](4);
        unchecked {
            for (uint256 i = a.length - 1; i < a.length; i--) {
                a[i] = i * i;
                last = i;
            }
        }
        for (uint256 i = 0; i < 4; i++) sum += a[i];
    }
}

//= deploy: ok
//= main(): ok 14, 0
