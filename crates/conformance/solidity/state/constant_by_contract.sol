// SPDX-License-Identifier: MIT
// Constants of a base and of a library.
pragma solidity ^0.8.20;

library Other {
    uint256 internal constant X = 7;
}

contract Base {
    uint256 internal constant Y = 8;
}

contract Test is Base {
    function main() external pure returns (uint256, uint256, uint256) {
        return (Other.X, Base.Y, Y);
    }
}

//= deploy: ok
//= main(): ok 7, 8, 8
