// SPDX-License-Identifier: MIT
//? deploy(uint256 10, uint256 100) from 0xaa block 1
//? commit(bytes32 0x3c15a5e5a5b41c9aefb9d0ca1d0c5e6bb54fd95c4b0c71d3b0fc2cdd9a2b3d11) from 0xb1 value 10 block 2
//? commitmentOf(uint256 7, bytes32 0x7361000000000000000000000000000000000000000000000000000000000000, address 0xb2)
//? commitAs(uint256 7, string "sa") from 0xb2 value 10 block 3
//? commitAs(uint256 8, string "lt") from 0xb3 value 10 block 4
//? commitAs(uint256 8, string "lt") from 0xb3 value 10 block 4
//? commitAs(uint256 8, string "lt") from 0xb4 value 9 block 5
//? commitAs(uint256 9, string "pepper") from 0xb5 value 10 block 5
//? reveal(uint256 7, string "sa") from 0xb2 block 6
//? commitAs(uint256 9, string "pepper") from 0xb6 value 10 block 102
//? reveal(uint256 7, string "sb") from 0xb2 block 102
//? reveal(uint256 7, string "sa") from 0xb2 block 102
//? reveal(uint256 7, string "sa") from 0xb2 block 103
//? reveal(uint256 8, string "lt") from 0xb3 block 103
//? draw() block 150
//? draw() block 300
//? draw() block 300
//? prize(address 0xb2)
//? prize(address 0xb3)
//? dice(uint256 12345, uint256 6)
//? shuffled(uint256 99, uint256 10)
//? histogram(uint256 3, uint256 300)
pragma solidity ^0.8.13;

library Entropy {
    struct Pool {
        bytes32 state;
        uint64 drawn;
    }

    function mix(Pool memory pool, bytes memory data) internal pure {
        pool.state = keccak256(abi.encodePacked(pool.state, data));
    }

    function next(Pool memory pool) internal pure returns (uint256) {
        return uint256(keccak256(abi.encode(pool.state, pool.drawn++)));
    }

    /// Without the bias of a plain remainder.
    function below(Pool memory pool, uint256 limit) internal pure returns (uint256 value) {
        require(limit > 0, "limit");
        uint256 bound;
        unchecked {
            bound = (0 - limit) % limit;
        }
        do {
            value = next(pool);
        } while (value < bound);
        return value % limit;
    }

    function shuffle(Pool memory pool, uint256[] memory list) internal pure {
        for (uint256 i = list.length; i > 1; --i) {
            uint256 j = below(pool, i);
            (list[i - 1], list[j]) = (list[j], list[i - 1]);
        }
    }
}

contract Lottery {
    using Entropy for Entropy.Pool;

    enum State {
        None,
        Committed,
        Revealed
    }

    struct Ticket {
        bytes32 commitment;
        State state;
    }

    uint256 public immutable stake;
    uint256 public immutable lastCommit;
    uint256 public immutable lastReveal;
    mapping(address => Ticket) private tickets;
    mapping(address => uint256) public prize;
    address[] private revealed;
    uint256 private pot;
    bytes32 private seed;
    bool private done;

    event Committed(address indexed who, bytes32 indexed commitment);
    event Revealed(address indexed who, uint256 number, bytes32 seed);
    event Drawn(address indexed winner, address indexed second, uint256 prize) anonymous;

    error Phase(uint256 at, uint256 from, uint256 to);

    constructor(uint256 stake_, uint256 blocks) {
        stake = stake_;
        lastCommit = block.number + blocks;
        lastReveal = lastCommit + blocks;
    }

    modifier between(uint256 from, uint256 to) {
        if (block.number < from || block.number > to) revert Phase(block.number, from, to);
        _;
    }

    function commitmentOf(uint256 number, bytes32 salt, address who) public pure returns (bytes32) {
        return keccak256(abi.encodePacked(number, salt, who));
    }

    function _salt(string calldata text) private pure returns (bytes32) {
        return bytes32(bytes(text));
    }

    function commit(bytes32 commitment) public payable between(0, lastCommit) {
        require(msg.value == stake, "wrong stake");
        Ticket storage ticket = tickets[msg.sender];
        require(ticket.state == State.None, "one ticket each");
        ticket.commitment = commitment;
        ticket.state = State.Committed;
        pot += msg.value;
        emit Committed(msg.sender, commitment);
    }

    function commitAs(uint256 number, string calldata salt) external payable {
        commit(commitmentOf(number, _salt(salt), msg.sender));
    }

    function reveal(uint256 number, string calldata salt) external between(lastCommit + 1, lastReveal) {
        Ticket memory ticket = tickets[msg.sender];
        require(ticket.state == State.Committed, "nothing to reveal");
        require(commitmentOf(number, _salt(salt), msg.sender) == ticket.commitment, "another commitment");
        tickets[msg.sender].state = State.Revealed;
        revealed.push(msg.sender);
        seed ^= keccak256(abi.encode(number, salt));
        emit Revealed(msg.sender, number, seed);
    }

    function draw() external between(lastReveal + 1, type(uint256).max) returns (address winner) {
        require(!done, "drawn");
        done = true;
        Entropy.Pool memory pool;
        pool.mix(abi.encode(seed, revealed.length));
        uint256[] memory order = new uint256[](revealed.length);
        for (uint256 i; i < order.length; i++) order[i] = i;
        pool.shuffle(order);
        winner = revealed[order[0]];
        address second = revealed[order[order.length > 1 ? 1 : 0]];
        uint256 small = pot / 4;
        prize[second] += small;
        prize[winner] += pot - small;
        emit Drawn(winner, second, pot);
        pot = 0;
    }

    function dice(uint256 salt, uint256 sides) external pure returns (uint8[5] memory rolls) {
        Entropy.Pool memory pool = Entropy.Pool(bytes32(salt), 0);
        for (uint256 i = 0; i < rolls.length; ++i) rolls[i] = uint8(1 + pool.below(sides));
    }

    function shuffled(uint256 salt, uint256 count) external pure returns (uint256[] memory list) {
        list = new uint256[](count);
        for (uint256 i; i < count; ) {
            list[i] = i;
            unchecked {
                ++i;
            }
        }
        Entropy.Pool memory pool;
        pool.mix(abi.encodePacked(salt));
        Entropy.shuffle(pool, list);
    }

    function histogram(uint256 buckets, uint256 draws) external pure returns (uint256[] memory counts) {
        counts = new uint256[](buckets);
        Entropy.Pool memory pool;
        for (; draws != 0; draws--) counts[pool.below(buckets)]++;
    }
}

//= deploy: ok
//= commit(bytes32): ok
//=   event Committed(address,bytes32) [0x00000000000000000000000000000000000000000000000000000000000000b1, 0x3c15a5e5a5b41c9aefb9d0ca1d0c5e6bb54fd95c4b0c71d3b0fc2cdd9a2b3d11] 0x
//= commitmentOf(uint256,bytes32,address): ok 0x169ec0c4f6237dd98ca1ce167ed0a9023d57c7fc806adead654ab0e7aad2cfbe
//= commitAs(uint256,string): ok
//=   event Committed(address,bytes32) [0x00000000000000000000000000000000000000000000000000000000000000b2, 0x169ec0c4f6237dd98ca1ce167ed0a9023d57c7fc806adead654ab0e7aad2cfbe] 0x
//= commitAs(uint256,string): ok
//=   event Committed(address,bytes32) [0x00000000000000000000000000000000000000000000000000000000000000b3, 0x705418afbeeff28c140c87057a53b6d9d054f95adaf84616a6ffc37a0a5ade7e] 0x
//= commitAs(uint256,string): revert "one ticket each"
//= commitAs(uint256,string): revert "wrong stake"
//= commitAs(uint256,string): ok
//=   event Committed(address,bytes32) [0x00000000000000000000000000000000000000000000000000000000000000b5, 0x7f3128679fd0ee571449d8c0a1e64c33dc36fb9f3c58a5a82db8d0376acfc987] 0x
//= reveal(uint256,string): revert Phase(uint256,uint256,uint256) (6, 102, 201)
//= commitAs(uint256,string): revert Phase(uint256,uint256,uint256) (102, 0, 101)
//= reveal(uint256,string): revert "another commitment"
//= reveal(uint256,string): ok
//=   event Revealed(address,uint256,bytes32) [0x00000000000000000000000000000000000000000000000000000000000000b2] 0x0000000000000000000000000000000000000000000000000000000000000007845cccdf212db5a988cd6709cf692d0879a677ee33174ffd6e7331fd1dcb38c2
//= reveal(uint256,string): revert "nothing to reveal"
//= reveal(uint256,string): ok
//=   event Revealed(address,uint256,bytes32) [0x00000000000000000000000000000000000000000000000000000000000000b3] 0x0000000000000000000000000000000000000000000000000000000000000008f53ed7f405cdca84d662d7106f7d2cbffe0aee6804c380ef7cf3c493b15f0fc8
//= draw(): revert Phase(uint256,uint256,uint256) (150, 202, 115792089237316195423570985008687907853269984665640564039457584007913129639935)
//= draw(): ok 0x00000000000000000000000000000000000000b3
//=   event - [0x00000000000000000000000000000000000000000000000000000000000000b3, 0x00000000000000000000000000000000000000000000000000000000000000b2] 0x0000000000000000000000000000000000000000000000000000000000000028
//= draw(): revert "drawn"
//= prize(address): ok 10
//= prize(address): ok 30
//= dice(uint256,uint256): ok [2, 1, 6, 1, 2]
//= shuffled(uint256,uint256): ok [0, 6, 7, 3, 2, 8, 9, 1, 5, 4]
//= histogram(uint256,uint256): ok [100, 105, 95]
