// SPDX-License-Identifier: MIT
// A chain of hashes and a search for a small one.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (bytes32 h, uint256 nonce) {
        h = keccak256("seed");
        for (uint256 i = 0; i < 10; i++) h = keccak256(abi.encode(h, i));
        while (uint256(keccak256(abi.encodePacked(h, nonce))) >> 252 != 0) nonce++;
    }
}

//= deploy: ok
//= main(): ok 0xffc7fc19234cbfb0650ab56c435a2efc8d44140c9e262569fb518095a13a7084, 4
