// SPDX-License-Identifier: MIT
// Division truncates toward zero and the remainder has the sign of the dividend.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (int256[4] memory q, int256[4] memory r, bool identity) {
        int256[4] memory a = [int256(7), -7, 7, -7];
        int256[4] memory b = [int256(2), 2, -2, -2];
        identity = true;
        for (uint256 i = 0; i < 4; i++) {
            q[i] = a[i] / b[i];
            r[i] = a[i] % b[i];
            identity = identity && q[i] * b[i] + r[i] == a[i];
        }
    }
}

//= deploy: ok
//= main(): ok [3, -3, -3, 3], [1, -1, 1, -1], true
