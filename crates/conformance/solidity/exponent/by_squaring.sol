// SPDX-License-Identifier: MIT
// A loop of squarings agrees with the operator.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (bool ok) {
        ok = true;
        for (uint256 base = 0; base < 8; base++) {
            for (uint256 e = 0; e < 20; e++) {
                uint256 r = 1;
                uint256 b = base;
                for (uint256 n = e; n > 0; n >>= 1) {
                    if (n & 1 == 1) r *= b;
                    b *= b;
                }
                ok = ok && r == base ** e;
            }
        }
    }
}

//= deploy: ok
//= main(): ok true
