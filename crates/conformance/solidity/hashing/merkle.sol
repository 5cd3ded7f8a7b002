// SPDX-License-Identifier: MIT
// A small Merkle tree and a proof.
pragma solidity ^0.8.20;

contract Test {
    function pair(bytes32 a, bytes32 b) internal pure returns (bytes32) {
        return a < b ? keccak256(abi.encodePacked(a, b)) : keccak256(abi.encodePacked(b, a));
    }

    function verify(bytes32 leaf, bytes32[] memory proof, bytes32 root) internal pure returns (bool) {
        for (uint256 i = 0; i < proof.length; i++) leaf = pair(leaf, proof[i]);
        return leaf == root;
    }

    function main() external pure returns (bytes32, bool, bool) {
        bytes32[4] memory l = [keccak256("a"), keccak256("b"), keccak256("c"), keccak256("d")];
        bytes32 root = pair(pair(l[0], l[1]), pair(l[2], l[3]));
        bytes32[] memory proof = new bytes32[](2);
        proof[0] = l[3];
        proof[1] = pair(l[0], l[1]);
        return (root, verify(l[2], proof, root), verify(l[1], proof, root));
    }
}

//= deploy: ok
//= main(): ok 0x68203f90e9d07dc5859259d7536e87a6ba9d345f2552b5b9de2999ddce9ce1bf, true, false
