// SPDX-License-Identifier: MIT
// For loops that leave parts out.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256, uint256) {
        uint256 a = 0;
        for (;;) {
            if (a == 3) break;
            a++;
        }
        uint256 b = 10;
        for (; b > 5; ) b--;
        uint256 c = 0;
        for (uint256 i = 0; ; i += 2) {
            if (i > 6) break;
            c += i;
        }
        return (a, b, c);
    }
}

//= deploy: ok
//= main(): ok 3, 5, 12
