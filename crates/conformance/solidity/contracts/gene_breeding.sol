// Creatures with packed genes: breeding by mixing bits, generations, cooldowns by block, a family tree.
//? deploy from 0x00000000000000000000000000000000000000aa block 1
//? createGenesis(uint64 1311768467463790320) from 0x00000000000000000000000000000000000000aa block 1
//? createGenesis(uint64 18364758544493064720) from 0x00000000000000000000000000000000000000aa block 1
//? createGenesis(uint64 1) from 0x00000000000000000000000000000000000000bb block 1
//? genesOf(uint32 1)
//? breed(uint32 1, uint32 1) from 0x00000000000000000000000000000000000000aa block 2
//? breed(uint32 1, uint32 2) from 0x00000000000000000000000000000000000000bb block 2
//? breed(uint32 1, uint32 2) from 0x00000000000000000000000000000000000000aa block 2
//? breed(uint32 1, uint32 2) from 0x00000000000000000000000000000000000000aa block 3
//? breed(uint32 1, uint32 2) from 0x00000000000000000000000000000000000000aa block 12
//? breed(uint32 1, uint32 3) from 0x00000000000000000000000000000000000000aa block 40
//? breed(uint32 3, uint32 4) from 0x00000000000000000000000000000000000000aa block 40
//? creature(uint32 3)
//? creature(uint32 9)
//? ancestors(uint32 3)
//? give(uint32 3, address 0x00000000000000000000000000000000000000bb) from 0x00000000000000000000000000000000000000aa
//? approveSiring(uint32 2, address 0x00000000000000000000000000000000000000bb) from 0x00000000000000000000000000000000000000aa
//? breed(uint32 3, uint32 2) from 0x00000000000000000000000000000000000000bb block 100
//? generationOf(uint32 5)
//? traitNames(uint32 1)

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract Creatures {
    type Genes is uint64;

    struct Creature {
        Genes genes;
        uint32 mother;
        uint32 father;
        uint16 generation;
        uint16 children;
        uint64 readyAt;
        address owner;
    }

    uint8[5] private cooldowns = [2, 5, 10, 20, 50];
    Creature[] private creatures;
    mapping(uint32 => address) private siring;
    address private immutable creator = msg.sender;

    event Birth(address indexed owner, uint32 id, uint32 mother, uint32 father, Genes genes);

    error NotReady(uint32 id, uint64 readyAt);
    error Related(uint32 a, uint32 b);
    error NotYours(uint32 id);

    modifier owns(uint32 id) {
        if (creatures[id].owner != msg.sender) revert NotYours(id);
        _;
    }

    constructor() {
        creatures.push();
    }

    function createGenesis(uint64 genes) external returns (uint32) {
        require(msg.sender == creator, "only the creator");
        return _create(Genes.wrap(genes), 0, 0, 0, msg.sender);
    }

    function give(uint32 id, address to) external owns(id) {
        creatures[id].owner = to;
        delete siring[id];
    }

    function approveSiring(uint32 id, address who) external owns(id) {
        siring[id] = who;
    }

    function breed(uint32 mother, uint32 father) external owns(mother) returns (uint32) {
        Creature storage m = creatures[mother];
        Creature storage f = creatures[father];
        if (f.owner != msg.sender && siring[father] != msg.sender) revert NotYours(father);
        if (mother == father || m.mother == father || m.father == father || f.mother == mother || f.father == mother) {
            revert Related(mother, father);
        }
        _tire(mother);
        _tire(father);
        uint16 generation = (m.generation > f.generation ? m.generation : f.generation) + 1;
        return _create(mix(m.genes, f.genes, block.number), mother, father, generation, m.owner);
    }

    /// @notice Takes each group of four bits from one parent, as a hash says; one group may mutate.
    function mix(Genes a, Genes b, uint256 seed) public pure returns (Genes) {
        uint64 x = Genes.unwrap(a);
        uint64 y = Genes.unwrap(b);
        uint256 random = uint256(keccak256(abi.encode(a, b, seed)));
        uint64 mask;
        for (uint256 i = 0; i < 16; i++) {
            if (random >> i & 1 != 0) mask |= uint64(0xf) << uint64(4 * i);
        }
        uint64 child = x & mask | y & ~mask;
        uint64 place = uint64(random >> 16 & 0xf) * 4;
        child ^= uint64(random >> 20 & 0xf) << place;
        return Genes.wrap(child);
    }

    function genesOf(uint32 id) external view returns (uint8[16] memory traits) {
        uint64 genes = Genes.unwrap(creatures[id].genes);
        for (uint256 i = 16; i > 0; i--) {
            traits[i - 1] = uint8(genes & 0xf);
            genes >>= 4;
        }
    }

    function creature(uint32 id) external view returns (Creature memory) {
        return creatures[id];
    }

    function generationOf(uint32 id) external view returns (uint16) {
        return creatures[id].generation;
    }

    function ancestors(uint32 id) public view returns (uint32[] memory list) {
        Creature memory c = creatures[id];
        if (c.mother == 0) return list;
        uint32[] memory left = ancestors(c.mother);
        uint32[] memory right = ancestors(c.father);
        list = new uint32[](2 + left.length + right.length);
        (list[0], list[1]) = (c.mother, c.father);
        for (uint256 i = 0; i < left.length; i++) list[2 + i] = left[i];
        for (uint256 i = 0; i < right.length; i++) list[2 + left.length + i] = right[i];
    }

    function traitNames(uint32 id) external view returns (string memory, string memory) {
        string[4] memory colours = ["grey", "red", "blue", "gold"];
        string[4] memory sizes = ["tiny", "small", "large", "huge"];
        uint64 genes = Genes.unwrap(creatures[id].genes);
        return (colours[genes & 3], sizes[(genes >> 2) & 3]);
    }

    function _tire(uint32 id) private {
        Creature storage c = creatures[id];
        if (c.readyAt > block.number) revert NotReady(id, c.readyAt);
        uint256 step = c.children < cooldowns.length ? c.children : cooldowns.length - 1;
        c.readyAt = uint64(block.number + cooldowns[step]);
        c.children++;
    }

    function _create(Genes genes, uint32 mother, uint32 father, uint16 generation, address owner)
        private
        returns (uint32 id)
    {
        id = uint32(creatures.length);
        creatures.push(
            Creature({
                genes: genes,
                mother: mother,
                father: father,
                generation: generation,
                children: 0,
                readyAt: uint64(block.number),
                owner: owner
            })
        );
        emit Birth(owner, id, mother, father, genes);
    }
}

//= deploy: ok
//= createGenesis(uint64): ok 1
//=   event Birth(address,uint32,uint32,uint32,uint64) [0x00000000000000000000000000000000000000000000000000000000000000aa] 0x000000000000000000000000000000000000000000000000000000000000000100000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000123456789abcdef0
//= createGenesis(uint64): ok 2
//=   event Birth(address,uint32,uint32,uint32,uint64) [0x00000000000000000000000000000000000000000000000000000000000000aa] 0x000000000000000000000000000000000000000000000000000000000000000200000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000fedcba9876543210
//= createGenesis(uint64): revert "only the creator"
//= genesOf(uint32): ok [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0]
//= breed(uint32,uint32): revert Related(uint32,uint32) (1, 1)
//= breed(uint32,uint32): revert NotYours(uint32) (1)
//= breed(uint32,uint32): ok 3
//=   event Birth(address,uint32,uint32,uint32,uint64) [0x00000000000000000000000000000000000000000000000000000000000000aa] 0x00000000000000000000000000000000000000000000000000000000000000030000000000000000000000000000000000000000000000000000000000000001000000000000000000000000000000000000000000000000000000000000000200000000000000000000000000000000000000000000000012d452989a5cde10
//= breed(uint32,uint32): revert NotReady(uint32,uint64) (1, 4)
//= breed(uint32,uint32): ok 4
//=   event Birth(address,uint32,uint32,uint32,uint64) [0x00000000000000000000000000000000000000000000000000000000000000aa] 0x0000000000000000000000000000000000000000000000000000000000000004000000000000000000000000000000000000000000000000000000000000000100000000000000000000000000000000000000000000000000000000000000020000000000000000000000000000000000000000000000001e3c5698ba5cde10
//= breed(uint32,uint32): revert Related(uint32,uint32) (1, 3)
//= breed(uint32,uint32): ok 5
//=   event Birth(address,uint32,uint32,uint32,uint64) [0x00000000000000000000000000000000000000000000000000000000000000aa] 0x00000000000000000000000000000000000000000000000000000000000000050000000000000000000000000000000000000000000000000000000000000003000000000000000000000000000000000000000000000000000000000000000400000000000000000000000000000000000000000000000012345698ba59de10
//= creature(uint32): ok (1356800203123645968, 1, 2, 1, 1, 42, 0x00000000000000000000000000000000000000aa)
//= creature(uint32): panic 0x32
//= ancestors(uint32): ok [1, 2]
//= give(uint32,address): ok
//= approveSiring(uint32,address): ok
//= breed(uint32,uint32): revert Related(uint32,uint32) (3, 2)
//= generationOf(uint32): ok 2
//= traitNames(uint32): ok "grey", "tiny"
