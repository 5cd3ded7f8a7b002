// SPDX-License-Identifier: MIT
// Fixed bytes become an integer of their own size.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint8, uint16, uint24, uint160, uint256) {
        bytes3 b = 0x010203;
        return (uint8(bytes1(b)), uint16(bytes2(b)), uint24(b), uint160(bytes20(b)), uint256(bytes32(b)));
    }
}

//= deploy: ok
//= main(): ok 1, 258, 66051, 5753853598078696051256155186041784866529345536, 455867247951863528723853059459259808159848198720826202355039887506167300096
