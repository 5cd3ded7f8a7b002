// SPDX-License-Identifier: MIT
// A literal base with a variable exponent is a uint256.
//? main()
//? limit()
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256, uint256, int256) {
        uint8 n = 200;
        uint8 m = 77;
        int256 k = (-2)**uint8(255);
        return (2**n, 10**m, 1**n, k);
    }

    function limit() external pure returns (uint256) {
        uint16 n = 256;
        return 2**n;
    }
}

//= deploy: ok
//= main(): ok 1606938044258990275541962092341162602522202993782792835301376, 100000000000000000000000000000000000000000000000000000000000000000000000000000, 1, -57896044618658097711785492504343953926634992332820282019728792003956564819968
//= limit(): panic 0x11
