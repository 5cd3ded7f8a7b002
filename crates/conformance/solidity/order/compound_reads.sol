// SPDX-License-Identifier: MIT
// What a compound assignment reads, where the right side changes the target.
pragma solidity ^0.8.20;

contract Test {
    uint256 s = 10;

    function change() internal returns (uint256) {
        s = 100;
        return 1;
    }

    function main() external returns (uint256, uint256, uint256) {
        s += change();
        uint256 a = 5;
        a += (a = 7);
        uint256[1] memory m = [uint256(5)];
        m[0] += (m[0] = 7);
        return (s, a, m[0]);
    }
}

//= deploy: ok
//= main(): ok 101, 14, 14
