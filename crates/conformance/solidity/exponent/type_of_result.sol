// SPDX-License-Identifier: MIT
// The result of a power has the type of its base.
//? small()
//? widened()
pragma solidity ^0.8.20;

contract Test {
    function small() external pure returns (uint256) {
        uint8 base = 2;
        uint256 exponent = 8;
        return base ** exponent;
    }

    function widened() external pure returns (uint256) {
        uint8 base = 2;
        uint256 exponent = 8;
        return uint256(base) ** exponent;
    }
}

//= deploy: ok
//= small(): panic 0x11
//= widened(): ok 256
