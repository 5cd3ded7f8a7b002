// SPDX-License-Identifier: MIT
// Width and sign change in two steps, in either order.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256, int256, int256) {
        int8 a = -1;
        uint8 b = 255;
        return (uint256(uint8(a)), uint256(int256(a)), int256(uint256(b)), int256(int8(b)));
    }
}

//= deploy: ok
//= main(): ok 255, 115792089237316195423570985008687907853269984665640564039457584007913129639935, 255, -1
