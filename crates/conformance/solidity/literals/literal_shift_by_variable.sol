// SPDX-License-Identifier: MIT
// A literal shifted by a variable is a uint256.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256, uint256, int256) {
        uint8 n = 200;
        uint16 m = 256;
        return (1 << n, 255 << n, 1 << m, -1 << n);
    }
}

//= deploy: ok
//= main(): ok 1606938044258990275541962092341162602522202993782792835301376, 409769201286042520263200333546996463643161763414612173001850880, 0, -1606938044258990275541962092341162602522202993782792835301376
