// SPDX-License-Identifier: MIT
// Comparison of constants.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (bool, bool, bool, bool, bool, bool) {
        return (1 / 3 * 6 == 2, 0.5 + 0.5 >= 1, 3 < 7 / 2 * 2, 2**255 > 2**254, -2 < -1, 1e5 != 100001);
    }
}

//= deploy: ok
//= main(): ok true, true, true, true, true, true
