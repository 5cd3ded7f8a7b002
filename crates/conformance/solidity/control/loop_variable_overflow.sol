// SPDX-License-Identifier: MIT
// A loop whose small variable overflows.
//? checked()
//? limited()
pragma solidity ^0.8.20;

contract Test {
    function checked() external pure returns (uint256 n) {
        for (uint8 i = 0; i < 256; i++) n++;
    }

    function limited() external pure returns (uint256 n) {
        for (uint8 i = 0; ; i++) {
            n++;
            if (i == 255) break;
        }
    }
}

//= deploy: ok
//= checked(): panic 0x11
//= limited(): ok 256
