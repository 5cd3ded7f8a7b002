// Airdrop by Merkle proof: leaves are hashed twice, claims are kept in a bitmap.
//? deploy(bytes32 0xae24a7930c20c4496188300d7e5c7ec76589052d21662af7efdd1ad4a1623ce6, uint256 300) from 0x00000000000000000000000000000000000000aa
//? leafOf(address 0x00000000000000000000000000000000000000bb, uint256 100)
//? claim(uint256 0, address 0x00000000000000000000000000000000000000bb, uint256 100, bytes32[] [0x149d34a710023d5a9409be6806358adf84f45612d9af68eeef95c136d985b896, 0x82bafc426ce1aea29a9dc0920a1348dea9eb0cf216039efccfc9726690b1d460]) from 0x00000000000000000000000000000000000000bb
//? claim(uint256 0, address 0x00000000000000000000000000000000000000bb, uint256 100, bytes32[] [0x149d34a710023d5a9409be6806358adf84f45612d9af68eeef95c136d985b896, 0x82bafc426ce1aea29a9dc0920a1348dea9eb0cf216039efccfc9726690b1d460]) from 0x00000000000000000000000000000000000000bb
//? claim(uint256 1, address 0x00000000000000000000000000000000000000bb, uint256 101, bytes32[] [0x149d34a710023d5a9409be6806358adf84f45612d9af68eeef95c136d985b896, 0x82bafc426ce1aea29a9dc0920a1348dea9eb0cf216039efccfc9726690b1d460]) from 0x00000000000000000000000000000000000000bb
//? claim(uint256 300, address 0x00000000000000000000000000000000000000dd, uint256 5, bytes32[] [0xd1545e2243755412e2cc7ceecb33172caf868cd926ebcf534a67462e3d7193a6]) from 0x00000000000000000000000000000000000000ee
//? claim(uint256 1, address 0x00000000000000000000000000000000000000cc, uint256 250, bytes32[] [0x2239bd5b63551e84a492934216dc610a4ac4a98127ccf5b099a80b3309281120, 0x82bafc426ce1aea29a9dc0920a1348dea9eb0cf216039efccfc9726690b1d460]) from 0x00000000000000000000000000000000000000cc
//? claim(uint256 2, address 0x00000000000000000000000000000000000000dd, uint256 5, bytes32[] []) from 0x00000000000000000000000000000000000000dd
//? isClaimed(uint256 0)
//? isClaimed(uint256 300)
//? isClaimed(uint256 301)
//? remaining()
//? balanceOf(address 0x00000000000000000000000000000000000000dd)
//? rootOf(bytes32[] [0x2239bd5b63551e84a492934216dc610a4ac4a98127ccf5b099a80b3309281120, 0x149d34a710023d5a9409be6806358adf84f45612d9af68eeef95c136d985b896, 0x82bafc426ce1aea29a9dc0920a1348dea9eb0cf216039efccfc9726690b1d460])
//? rootOf(bytes32[] [])

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

library MerkleProof {
    function verifyCalldata(bytes32[] calldata proof, bytes32 root, bytes32 leaf) internal pure returns (bool) {
        return processProofCalldata(proof, leaf) == root;
    }

    function processProofCalldata(bytes32[] calldata proof, bytes32 leaf) internal pure returns (bytes32) {
        bytes32 computedHash = leaf;
        for (uint256 i = 0; i < proof.length; i++) {
            computedHash = hashPair(computedHash, proof[i]);
        }
        return computedHash;
    }

    function hashPair(bytes32 a, bytes32 b) internal pure returns (bytes32) {
        return a < b ? keccak256(abi.encodePacked(a, b)) : keccak256(abi.encodePacked(b, a));
    }
}

library BitMaps {
    struct BitMap {
        mapping(uint256 bucket => uint256) _data;
    }

    function get(BitMap storage bitmap, uint256 index) internal view returns (bool) {
        uint256 bucket = index >> 8;
        uint256 mask = 1 << (index & 0xff);
        return bitmap._data[bucket] & mask != 0;
    }

    function set(BitMap storage bitmap, uint256 index) internal {
        bitmap._data[index >> 8] |= 1 << (index & 0xff);
    }
}

contract MerkleAirdrop {
    using BitMaps for BitMaps.BitMap;
    using MerkleProof for bytes32[];

    bytes32 public immutable merkleRoot;
    BitMaps.BitMap private claimed;
    uint256 public remaining;
    mapping(address => uint256) public balanceOf;

    event Claimed(uint256 indexed index, address indexed account, uint256 amount);

    constructor(bytes32 root, uint256 supply) {
        merkleRoot = root;
        remaining = supply;
    }

    function isClaimed(uint256 index) public view returns (bool) {
        return claimed.get(index);
    }

    function leafOf(address account, uint256 amount) public pure returns (bytes32) {
        return keccak256(bytes.concat(keccak256(abi.encode(account, amount))));
    }

    function claim(uint256 index, address account, uint256 amount, bytes32[] calldata proof) external {
        require(!isClaimed(index), "already claimed");
        require(proof.verifyCalldata(merkleRoot, leafOf(account, amount)), "invalid proof");
        claimed.set(index);
        remaining -= amount;
        balanceOf[account] += amount;
        emit Claimed(index, account, amount);
    }

    /// @notice The root of a list of leaves; an odd one out moves up a level.
    function rootOf(bytes32[] memory nodes) external pure returns (bytes32) {
        uint256 n = nodes.length;
        if (n == 0) return bytes32(0);
        while (n > 1) {
            uint256 next = 0;
            for (uint256 i = 0; i < n; i += 2) {
                nodes[next++] = i + 1 < n ? MerkleProof.hashPair(nodes[i], nodes[i + 1]) : nodes[i];
            }
            n = next;
        }
        return nodes[0];
    }
}

//= deploy: ok
//= leafOf(address,uint256): ok 0x2239bd5b63551e84a492934216dc610a4ac4a98127ccf5b099a80b3309281120
//= claim(uint256,address,uint256,bytes32[]): ok
//=   event Claimed(uint256,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x0000000000000000000000000000000000000000000000000000000000000064
//= claim(uint256,address,uint256,bytes32[]): revert "already claimed"
//= claim(uint256,address,uint256,bytes32[]): revert "invalid proof"
//= claim(uint256,address,uint256,bytes32[]): ok
//=   event Claimed(uint256,address,uint256) [0x000000000000000000000000000000000000000000000000000000000000012c, 0x00000000000000000000000000000000000000000000000000000000000000dd] 0x0000000000000000000000000000000000000000000000000000000000000005
//= claim(uint256,address,uint256,bytes32[]): panic 0x11
//= claim(uint256,address,uint256,bytes32[]): revert "invalid proof"
//= isClaimed(uint256): ok true
//= isClaimed(uint256): ok true
//= isClaimed(uint256): ok false
//= remaining(): ok 195
//= balanceOf(address): ok 5
//= rootOf(bytes32[]): ok 0xae24a7930c20c4496188300d7e5c7ec76589052d21662af7efdd1ad4a1623ce6
//= rootOf(bytes32[]): ok 0x0000000000000000000000000000000000000000000000000000000000000000
