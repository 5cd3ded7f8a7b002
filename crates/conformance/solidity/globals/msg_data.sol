// SPDX-License-Identifier: MIT
// msg.data and msg.sig.
//? none()
//? some(uint8 5, string "ab")
pragma solidity ^0.8.20;

contract Test {
    function none() external pure returns (bytes memory, bytes4, uint256) {
        return (msg.data, msg.sig, msg.data.length);
    }

    function some(uint8, string calldata) external pure returns (bytes4, bytes32, bytes1, bytes memory) {
        return (msg.sig, keccak256(msg.data), msg.data[35], msg.data[4:36]);
    }
}

//= deploy: ok
//= none(): ok 0xa877db9f, 0xa877db9f, 4
//= some(uint8,string): ok 0x38e36e88, 0xaf4408a2337c316740c22f41ee3d443f165085044e2eb86dcaab2d0d7a15eeaa, 0x05, 0x0000000000000000000000000000000000000000000000000000000000000005
