// Proofs in a Merkle tree with sorted pairs, and a leaf that is hashed twice.
//? leaf(address 0xaa, uint256 5)
//? root()
//? check(uint256 0)
//? check(uint256 3)
//? wrong()
//? calldataProof(bytes32[] [0x0000000000000000000000000000000000000000000000000000000000000001, 0x0000000000000000000000000000000000000000000000000000000000000002], bytes32 0x0000000000000000000000000000000000000000000000000000000000000003)
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

library Hashes {
    function commutativeKeccak256(bytes32 a, bytes32 b) internal pure returns (bytes32) {
        return a < b ? efficientKeccak256(a, b) : efficientKeccak256(b, a);
    }

    function efficientKeccak256(bytes32 a, bytes32 b) internal pure returns (bytes32 value) {
        value = keccak256(abi.encodePacked(a, b));
    }
}

library MerkleProof {
    error MerkleProofInvalidMultiproof();

    function verify(bytes32[] memory proof, bytes32 root, bytes32 leaf) internal pure returns (bool) {
        return processProof(proof, leaf) == root;
    }

    function processProof(bytes32[] memory proof, bytes32 leaf) internal pure returns (bytes32) {
        bytes32 computedHash = leaf;
        for (uint256 i = 0; i < proof.length; i++) {
            computedHash = Hashes.commutativeKeccak256(computedHash, proof[i]);
        }
        return computedHash;
    }

    function processProofCalldata(bytes32[] calldata proof, bytes32 leaf) internal pure returns (bytes32) {
        bytes32 computedHash = leaf;
        for (uint256 i = 0; i < proof.length; i++) {
            computedHash = Hashes.commutativeKeccak256(computedHash, proof[i]);
        }
        return computedHash;
    }
}

contract Drop {
    bytes32[4] private leaves;

    constructor() {
        for (uint160 i = 0; i < 4; i++) leaves[i] = leaf(address(0xaa + i), 5 * (i + 1));
    }

    function leaf(address who, uint256 amount) public pure returns (bytes32) {
        return keccak256(bytes.concat(keccak256(abi.encode(who, amount))));
    }

    function root() public view returns (bytes32) {
        return Hashes.commutativeKeccak256(
            Hashes.commutativeKeccak256(leaves[0], leaves[1]),
            Hashes.commutativeKeccak256(leaves[2], leaves[3])
        );
    }

    function proofOf(uint256 i) internal view returns (bytes32[] memory proof) {
        proof = new bytes32[](2);
        proof[0] = leaves[i ^ 1];
        uint256 other = i < 2 ? 2 : 0;
        proof[1] = Hashes.commutativeKeccak256(leaves[other], leaves[other + 1]);
    }

    function check(uint256 i) external view returns (bool) {
        return MerkleProof.verify(proofOf(i), root(), leaves[i]);
    }

    function wrong() external view returns (bool) {
        return MerkleProof.verify(proofOf(0), root(), leaves[1]);
    }

    function calldataProof(bytes32[] calldata proof, bytes32 start) external pure returns (bytes32) {
        return MerkleProof.processProofCalldata(proof, start);
    }
}

//= deploy: ok
//= leaf(address,uint256): ok 0x3c89f2d7ef6b50c4892383b55fce2b00b0faa2b6b7b8b09de5cafa6c87f8e4ac
//= root(): ok 0x51109480c6a5a215646112bafe2d5cce3995a4d39a7f7ea57df01dc32e985aa0
//= check(uint256): ok true
//= check(uint256): ok true
//= wrong(): ok false
//= calldataProof(bytes32[],bytes32): ok 0x63383099118369e3b7e10810450c200ba30ca74f16a798c21d846e7b8f29f8e5
