// SPDX-License-Identifier: MIT
// abi.encodePacked of strings, bytes and arrays of storage.
pragma solidity ^0.8.20;

contract Test {
    string s = "a stored text that takes more than thirty-two bytes";
    bytes b = hex"0102";
    uint16[] l = [1, 2];
    address who = address(0xaa);

    function main() external view returns (bytes memory, bytes memory, bytes32) {
        return (abi.encodePacked(s, b), abi.encodePacked(l, who), keccak256(abi.encodePacked(s, l)));
    }
}

//= deploy: ok
//= main(): ok 0x612073746f726564207465787420746861742074616b6573206d6f7265207468616e207468697274792d74776f2062797465730102, 0x0000000000000000000000000000000000000000000000000000000000000001000000000000000000000000000000000000000000000000000000000000000200000000000000000000000000000000000000aa, 0xd69c8f7547e43a1d1ce7613fb1fc489aa89ff681a54f764e9acf5a0f45e49bc8
