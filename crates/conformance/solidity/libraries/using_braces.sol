// SPDX-License-Identifier: MIT
// using {f} for T attaches single functions.
pragma solidity ^0.8.20;

library L {
    function half(uint256 x) internal pure returns (uint256) {
        return x / 2;
    }
}

function triple(uint256 x) pure returns (uint256) {
    return x * 3;
}

function isEven(uint256 x) pure returns (bool) {
    return x % 2 == 0;
}

contract Test {
    using {triple, isEven, L.half} for uint256;

    function main() external pure returns (uint256, bool, uint256) {
        uint256 x = 6;
        return (x.triple().half(), x.triple().isEven(), x.half());
    }
}

//= deploy: ok
//= main(): ok 9, true, 3
