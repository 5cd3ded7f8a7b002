// SPDX-License-Identifier: MIT
// return inside blocks, loops and unchecked code.
pragma solidity ^0.8.20;

contract Test {
    function f(uint256 x) internal pure returns (uint256 r) {
        r = 1;
        {
            if (x == 0) return 10;
            {
                for (;;) {
                    unchecked {
                        if (x == 1) return x - 2;
                    }
                    if (x == 2) break;
                    return r + x;
                }
            }
        }
        r += 100;
    }

    function main() external pure returns (uint256, uint256, uint256, uint256) {
        return (f(0), f(1), f(2), f(3));
    }
}

//= deploy: ok
//= main(): ok 10, 115792089237316195423570985008687907853269984665640564039457584007913129639935, 101, 4
