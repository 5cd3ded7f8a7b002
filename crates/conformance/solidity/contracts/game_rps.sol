// Rock, paper, scissors by commitment, with deadlines for those who do not show their hand.
//? deploy from 0x00000000000000000000000000000000000000aa
//? commitmentOf(uint8 1, bytes32 0x1100000000000000000000000000000000000000000000000000000000000000, address 0x00000000000000000000000000000000000000bb)
//? play(uint8 1, bytes32 0x1100000000000000000000000000000000000000000000000000000000000000) value 5 from 0x00000000000000000000000000000000000000bb time 1700000000
//? answer(uint256 1, uint8 0) value 5 from 0x00000000000000000000000000000000000000bb time 1700000000
//? answer(uint256 1, uint8 2) value 4 from 0x00000000000000000000000000000000000000cc time 1700000000
//? answer(uint256 1, uint8 4) value 5 from 0x00000000000000000000000000000000000000cc time 1700000000
//? answer(uint256 1, uint8 2) value 5 from 0x00000000000000000000000000000000000000cc time 1700000000
//? answer(uint256 1, uint8 3) value 5 from 0x00000000000000000000000000000000000000dd time 1700000000
//? reveal(uint256 1, uint8 3, bytes32 0x1100000000000000000000000000000000000000000000000000000000000000) from 0x00000000000000000000000000000000000000bb time 1700000001
//? timeout(uint256 1) from 0x00000000000000000000000000000000000000cc time 1700000060
//? reveal(uint256 1, uint8 1, bytes32 0x1100000000000000000000000000000000000000000000000000000000000000) from 0x00000000000000000000000000000000000000bb time 1700000060
//? score(address 0x00000000000000000000000000000000000000cc)
//? play(uint8 3, bytes32 0x2200000000000000000000000000000000000000000000000000000000000000) value 7 from 0x00000000000000000000000000000000000000bb time 1700000000
//? answer(uint256 2, uint8 3) value 7 from 0x00000000000000000000000000000000000000cc time 1700000100
//? reveal(uint256 2, uint8 3, bytes32 0x2200000000000000000000000000000000000000000000000000000000000000) from 0x00000000000000000000000000000000000000bb time 1700000101
//? play(uint8 2, bytes32 0x3300000000000000000000000000000000000000000000000000000000000000) value 1 from 0x00000000000000000000000000000000000000bb time 1700000200
//? answer(uint256 3, uint8 3) value 1 from 0x00000000000000000000000000000000000000cc time 1700000200
//? timeout(uint256 3) from 0x00000000000000000000000000000000000000cc time 1700000261
//? reveal(uint256 3, uint8 2, bytes32 0x3300000000000000000000000000000000000000000000000000000000000000) from 0x00000000000000000000000000000000000000bb time 1700000262
//? score(address 0x00000000000000000000000000000000000000bb)
//? score(address 0x00000000000000000000000000000000000000cc)

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

enum Hand { None, Rock, Paper, Scissors }

enum Outcome { Draw, First, Second }

function beats(Hand a, Hand b) pure returns (Outcome) {
    if (a == b) return Outcome.Draw;
    return (uint8(a) + 3 - uint8(b)) % 3 == 1 ? Outcome.First : Outcome.Second;
}

contract RockPaperScissors {
    struct Match {
        address first;
        address second;
        bytes32 commitment;
        Hand answer;
        uint128 stake;
        uint128 deadline;
    }

    struct Score {
        uint32 wins;
        uint32 losses;
        uint32 draws;
        int256 balance;
    }

    uint256 private constant REVEAL_TIME = 60;
    mapping(uint256 => Match) private matches;
    mapping(address => Score) public score;
    uint256 public lastId;

    event Opened(uint256 indexed id, address indexed first, bytes32 commitment);
    event Decided(uint256 indexed id, Outcome outcome, Hand first, Hand second);

    error WrongHand(Hand hand);
    error WrongPhase();

    function commitmentOf(Hand hand, bytes32 salt, address player) public pure returns (bytes32) {
        return keccak256(abi.encode(hand, salt, player));
    }

    function play(Hand hand, bytes32 salt) external payable returns (uint256 id) {
        if (hand == Hand.None) revert WrongHand(hand);
        id = ++lastId;
        Match storage m = matches[id];
        m.first = msg.sender;
        m.commitment = commitmentOf(hand, salt, msg.sender);
        m.stake = uint128(msg.value);
        emit Opened(id, msg.sender, m.commitment);
    }

    function answer(uint256 id, Hand hand) external payable {
        Match storage m = matches[id];
        if (m.first == address(0) || m.second != address(0)) revert WrongPhase();
        if (hand == Hand.None) revert WrongHand(hand);
        require(msg.value == m.stake, "RPS: wrong stake");
        require(msg.sender != m.first, "RPS: own match");
        m.second = msg.sender;
        m.answer = hand;
        m.deadline = uint128(block.timestamp + REVEAL_TIME);
    }

    function reveal(uint256 id, Hand hand, bytes32 salt) external {
        Match memory m = matches[id];
        if (m.second == address(0)) revert WrongPhase();
        require(commitmentOf(hand, salt, m.first) == m.commitment, "RPS: wrong reveal");
        _decide(id, m, beats(hand, m.answer), hand);
    }

    function timeout(uint256 id) external {
        Match memory m = matches[id];
        if (m.second == address(0) || block.timestamp <= m.deadline) revert WrongPhase();
        _decide(id, m, Outcome.Second, Hand.None);
    }

    function _decide(uint256 id, Match memory m, Outcome outcome, Hand first) private {
        delete matches[id];
        Score storage a = score[m.first];
        Score storage b = score[m.second];
        if (outcome == Outcome.Draw) {
            a.draws++;
            b.draws++;
        } else {
            (Score storage winner, Score storage loser) = outcome == Outcome.First ? (a, b) : (b, a);
            winner.wins++;
            loser.losses++;
            winner.balance += int256(uint256(m.stake));
            loser.balance -= int256(uint256(m.stake));
        }
        emit Decided(id, outcome, first, m.answer);
    }
}

//= deploy: ok
//= commitmentOf(uint8,bytes32,address): ok 0x5927523f6f6b9de0e40ef145e386fe688ee9485569b0aee3ed95024987e8f1e3
//= play(uint8,bytes32): ok 1
//=   event Opened(uint256,address,bytes32) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x5927523f6f6b9de0e40ef145e386fe688ee9485569b0aee3ed95024987e8f1e3
//= answer(uint256,uint8): revert WrongHand(uint8) (0)
//= answer(uint256,uint8): revert "RPS: wrong stake"
//= answer(uint256,uint8): revert
//= answer(uint256,uint8): ok
//= answer(uint256,uint8): revert WrongPhase()
//= reveal(uint256,uint8,bytes32): revert "RPS: wrong reveal"
//= timeout(uint256): revert WrongPhase()
//= reveal(uint256,uint8,bytes32): ok
//=   event Decided(uint256,uint8,uint8,uint8) [0x0000000000000000000000000000000000000000000000000000000000000001] 0x000000000000000000000000000000000000000000000000000000000000000200000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000002
//= score(address): ok 1, 0, 0, 5
//= play(uint8,bytes32): ok 2
//=   event Opened(uint256,address,bytes32) [0x0000000000000000000000000000000000000000000000000000000000000002, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0xa88783014487f492c57e2d5f28af9f4129dfd1d172fc335928a8bd8d9e88de7b
//= answer(uint256,uint8): ok
//= reveal(uint256,uint8,bytes32): ok
//=   event Decided(uint256,uint8,uint8,uint8) [0x0000000000000000000000000000000000000000000000000000000000000002] 0x000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000030000000000000000000000000000000000000000000000000000000000000003
//= play(uint8,bytes32): ok 3
//=   event Opened(uint256,address,bytes32) [0x0000000000000000000000000000000000000000000000000000000000000003, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x7e78568b8770494db889180da2cca3f806cc3a3e27ebc062a8699adfd283a85a
//= answer(uint256,uint8): ok
//= timeout(uint256): ok
//=   event Decided(uint256,uint8,uint8,uint8) [0x0000000000000000000000000000000000000000000000000000000000000003] 0x000000000000000000000000000000000000000000000000000000000000000200000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000003
//= reveal(uint256,uint8,bytes32): revert WrongPhase()
//= score(address): ok 0, 2, 1, -6
//= score(address): ok 2, 0, 1, 6
