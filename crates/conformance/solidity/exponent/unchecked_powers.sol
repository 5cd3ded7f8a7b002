// SPDX-License-Identifier: MIT
// Powers wrap in an unchecked block.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint8, int8, uint256, uint24, int256) {
        uint8 a = 3;
        int8 b = -3;
        uint256 c = 3;
        uint24 d = 0xffffff;
        int256 e = -7;
        unchecked {
            return (a ** 6, b ** 5, c ** 200, d ** 3, e ** 101);
        }
    }
}

//= deploy: ok
//= main(): ok 217, 13, 87795648507191311727083257018345013676806519597779187230292693766092659142817, 16777215, -31529118430143790208328582913535066435426996157825992699880791240322691020967
