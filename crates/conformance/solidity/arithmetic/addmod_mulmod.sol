// SPDX-License-Identifier: MIT
// addmod and mulmod do not wrap on the way; a modulus of zero panics.
//? main()
//? addZero(uint256 0)
//? mulZero(uint256 0)
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256, uint256, uint256) {
        uint256 max = type(uint256).max;
        return (addmod(max, max, 10), mulmod(max, max, 12345), addmod(5, 7, 12), mulmod(2**255, 4, max));
    }

    function addZero(uint256 m) external pure returns (uint256) {
        return addmod(1, 2, m);
    }

    function mulZero(uint256 m) external pure returns (uint256) {
        return mulmod(1, 2, m);
    }
}

//= deploy: ok
//= main(): ok 0, 315, 0, 2
//= addZero(uint256): panic 0x12
//= mulZero(uint256): panic 0x12
