// SPDX-License-Identifier: MIT
// Numerical functions of well-known libraries.
pragma solidity ^0.8.20;

library Num {
    function sqrt(uint256 x) internal pure returns (uint256 r) {
        if (x == 0) return 0;
        r = x;
        uint256 y = x / 2 + 1;
        while (y < r) {
            r = y;
            y = (x / y + y) / 2;
        }
    }

    function mulDivUp(uint256 a, uint256 b, uint256 d) internal pure returns (uint256) {
        return a * b / d + (mulmod(a, b, d) > 0 ? 1 : 0);
    }

    function log2(uint256 x) internal pure returns (uint256 r) {
        while (x > 1) {
            x >>= 1;
            r++;
        }
    }
}

contract Test {
    function main() external pure returns (uint256, uint256, uint256, uint256, uint256) {
        return (Num.sqrt(99), Num.sqrt(type(uint256).max), Num.mulDivUp(10, 10, 3), Num.log2(1 << 200), Num.sqrt(1e36));
    }
}

//= deploy: ok
//= main(): ok 9, 340282366920938463463374607431768211455, 34, 200, 1000000000000000000
