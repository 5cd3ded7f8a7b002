// SPDX-License-Identifier: MIT
// Enums of one member and of a full list of names.
pragma solidity ^0.8.20;

contract Test {
    enum One { Only }
    enum Many { M0, M1, M2, M3, M4, M5, M6, M7, M8, M9, M10, M11, M12, M13, M14, M15, M16, M17 }

    function main() external pure returns (One, Many, uint256, Many) {
        Many m = Many.M17;
        return (One.Only, m, uint256(type(Many).max), Many(uint256(m) / 2));
    }
}

//= deploy: ok
//= main(): ok 0, 17, 17, 8
