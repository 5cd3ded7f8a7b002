// SPDX-License-Identifier: MIT
// State variables of each level keep their values apart.
pragma solidity ^0.8.20;

contract A {
    uint128 internal a = 1;
    uint8[] internal list = [1, 2];
}

contract B is A {
    uint128 internal b = a + 1;
    mapping(uint256 => uint256) internal m;
}

contract C is B {
    uint128 internal c = a + b;
    bytes internal data = hex"0102";

    function main() external returns (uint128, uint128, uint128, uint256, bytes memory) {
        m[1] = list.length;
        a = type(uint128).max;
        list.push(3);
        data.push(0x03);
        c++;
        return (a, b, c, m[1] * 10 + list.length, data);
    }
}

//= deploy: ok
//= main(): ok 340282366920938463463374607431768211455, 2, 4, 23, 0x010203
