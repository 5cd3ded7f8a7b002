// SPDX-License-Identifier: MIT
// Fixed bytes of the same contents and different sizes.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (bool, bool, bytes3, bytes2, bytes32) {
        bytes2 a = 0x0102;
        bytes3 b = a;
        return (a == b, bytes2(b) == a, b, bytes2(bytes1(a)), bytes32(bytes20(bytes4(a))));
    }
}

//= deploy: ok
//= main(): ok true, true, 0x010200, 0x0100, 0x0102000000000000000000000000000000000000000000000000000000000000
