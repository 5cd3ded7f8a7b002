// Merkle trees that are built in storage layer by layer, proofs from them, claims in a bitmap.
//? run(uint256 5)
//? claim(uint256 1, uint256 50)
pragma solidity ^0.8.20;
library MerkleProof {
    function verify(bytes32[] memory proof, bytes32 root, bytes32 leaf) internal pure returns (bool) { return processProof(proof, leaf) == root; }
    function verifyCalldata(bytes32[] calldata proof, bytes32 root, bytes32 leaf) internal pure returns (bool) { bytes32 h = leaf; for (uint i = 0; i < proof.length; i++) h = commutative(h, proof[i]); return h == root; }
    function processProof(bytes32[] memory proof, bytes32 leaf) internal pure returns (bytes32) { bytes32 computedHash = leaf; for (uint256 i = 0; i < proof.length; i++) { computedHash = commutative(computedHash, proof[i]); } return computedHash; }
    function commutative(bytes32 a, bytes32 b) internal pure returns (bytes32) { return a < b ? keccak256(abi.encode(a, b)) : keccak256(bytes.concat(b, a)); }
}
contract C {
    using MerkleProof for bytes32[];
    bytes32[][] layers; mapping(uint => uint) bitmap; bytes32 root;
    function run(uint n) external returns (bytes32, bool[] memory ok) {
        bytes32[] memory leaves = new bytes32[](n);
        for (uint i; i < n; ++i) leaves[i] = keccak256(bytes.concat(keccak256(abi.encode(i, i * 50))));
        layers.push(leaves);
        while (layers[layers.length - 1].length > 1) {
            bytes32[] storage last = layers[layers.length - 1];
            bytes32[] memory next = new bytes32[]((last.length + 1) / 2);
            for (uint i = 0; i < last.length; i += 2) next[i / 2] = i + 1 < last.length ? MerkleProof.commutative(last[i], last[i + 1]) : last[i];
            layers.push(next);
        }
        root = layers[layers.length - 1][0];
        ok = new bool[](n);
        for (uint i; i < n; i++) ok[i] = proof(i).verify(root, leaves[i]);
        return (root, ok);
    }
    function proof(uint at) internal view returns (bytes32[] memory p) {
        p = new bytes32[](layers.length - 1); uint k;
        for (uint d; d + 1 < layers.length; d++) { uint sib = at ^ 1; if (sib < layers[d].length) p[k++] = layers[d][sib]; at /= 2; }
        bytes32[] memory q = new bytes32[](k); for (uint i; i < k; i++) q[i] = p[i]; p = q;
    }
    function claim(uint i, uint amount) external returns (bool) {
        uint word = i / 256; uint bit = i % 256;
        require(bitmap[word] & (1 << bit) == 0); bitmap[word] |= 1 << bit;
        return MerkleProof.verify(proof(i), root, keccak256(bytes.concat(keccak256(abi.encode(i, amount)))));
    }
}

//= deploy: ok
//= run(uint256): ok 0x5cbf84f198e9f9dd916cb01876ada83c671d00ccb57ce8aa495a295e92e6cdeb, [true, true, true, true, true]
//= claim(uint256,uint256): ok true
