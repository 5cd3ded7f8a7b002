// SPDX-License-Identifier: MIT
// An unchecked block does not change conversions nor array bounds.
//? main()
//? index()
//? enumRange()
pragma solidity ^0.8.20;

contract Test {
    enum E { A, B }

    function main() external pure returns (uint8, int8, uint256) {
        unchecked {
            uint256 x = 300;
            return (uint8(x), int8(uint8(x + 100)), x - 301);
        }
    }

    function index() external pure returns (uint256) {
        uint256[] memory a = new uint256[](2);
        unchecked {
            uint256 i = 0;
            return a[i - 1];
        }
    }

    function enumRange() external pure returns (E) {
        unchecked {
            uint8 i = 1;
            return E(i + 1);
        }
    }
}

//= deploy: ok
//= main(): ok 44, -112, 115792089237316195423570985008687907853269984665640564039457584007913129639935
//= index(): panic 0x32
//= enumRange(): panic 0x21
