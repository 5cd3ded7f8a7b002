// SPDX-License-Identifier: MIT
// An overflow in an argument prevents the call.
//? main()
//? count()
pragma solidity ^0.8.20;

contract Test {
    uint256 public count;

    function note(uint8) internal returns (uint256) {
        count++;
        return count;
    }

    function main() external returns (uint256) {
        uint8 big = 255;
        note(big);
        return note(big + 1);
    }
}

//= deploy: ok
//= main(): panic 0x11
//= count(): ok 0
