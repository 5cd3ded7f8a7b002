// SPDX-License-Identifier: MIT
// One number cut to every kind of width.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint8, uint24, uint72, int8, int40, int136) {
        uint256 x = 0xfedcba9876543210_fedcba9876543210_fedcba9876543210_fedcba9876543280;
        int256 y = int256(x);
        return (uint8(x), uint24(x), uint72(x), int8(y), int40(y >> 4), int136(y));
    }
}

//= deploy: ok
//= main(): ok 128, 5517952, 313512663723845890688, -128, -371390594264, 5783287871580749707948318743985653035648
