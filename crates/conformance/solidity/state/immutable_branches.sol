// SPDX-License-Identifier: MIT
// An immutable set in one of two branches of the constructor.
//? deploy(bool true)
//? main()
pragma solidity ^0.8.20;

contract Test {
    uint256 immutable x;

    constructor(bool big) {
        if (big) {
            x = 1000;
        } else {
            x = 1;
        }
    }

    function main() external view returns (uint256) {
        return x;
    }
}

//= deploy: ok
//= main(): ok 1000
