// SPDX-License-Identifier: MIT
// A commitment of address, value and salt.
//? commit(bytes32 0x0000000000000000000000000000000000000000000000000000000000000007)
//? reveal(uint256 5, uint256 8)
//? reveal(uint256 5, uint256 7)
pragma solidity ^0.8.20;

contract Test {
    mapping(address => bytes32) public commitments;

    function commit(bytes32 salt) external returns (bytes32) {
        commitments[msg.sender] = keccak256(abi.encode(msg.sender, uint256(5), salt));
        return commitments[msg.sender];
    }

    function reveal(uint256 value, uint256 salt) external view returns (bool) {
        return commitments[msg.sender] == keccak256(abi.encode(msg.sender, value, salt));
    }
}

//= deploy: ok
//= commit(bytes32): ok 0x2c771f9b63576ac465370a691d6a32511775a9c5f7437d872d1190054ab8e3d2
//= reveal(uint256,uint256): ok false
//= reveal(uint256,uint256): ok true
