// SPDX-License-Identifier: MIT
// An array literal indexed and measured on the spot.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256, string memory) {
        uint256 i = 2;
        return ([10, 20, 30][i], [1, 2, 3, 4].length, ["x", "y"][1]);
    }
}

//= deploy: ok
//= main(): ok 30, 4, "y"
