// SPDX-License-Identifier: MIT
// An inner variable hides an outer one and a state variable.
pragma solidity ^0.8.20;

contract Test {
    uint256 x = 1;

    function main() external returns (uint256, uint256, uint256) {
        uint256 outer = x;
        uint256 x = 2;
        uint256 inner;
        {
            uint256 x = 3;
            inner = x;
            x = 4;
        }
        return (outer, inner, x);
    }
}

//= deploy: ok
//= main(): ok 1, 3, 2
