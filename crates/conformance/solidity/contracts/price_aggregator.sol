// A price feed with rounds: submissions of several nodes, answers by round, stale rounds, phases in ids.
//? deploy(uint8 8, string "COIN / USD", address[] [0x0000000000000000000000000000000000000001, 0x0000000000000000000000000000000000000002, 0x0000000000000000000000000000000000000003]) from 0x00000000000000000000000000000000000000aa
//? latestRoundData()
//? submit(uint80 1, int256 2000) from 0x0000000000000000000000000000000000000001 time 1700000000
//? submit(uint80 1, int256 2010) from 0x0000000000000000000000000000000000000001 time 1700000001
//? submit(uint80 2, int256 2010) from 0x0000000000000000000000000000000000000002 time 1700000001
//? submit(uint80 1, int256 2010) from 0x0000000000000000000000000000000000000009 time 1700000001
//? submit(uint80 1, int256 2010) from 0x0000000000000000000000000000000000000002 time 1700000002
//? latestRoundData()
//? submit(uint80 1, int256 1990) from 0x0000000000000000000000000000000000000003 time 1700000003
//? latestRoundData()
//? submit(uint80 2, int256 -7) from 0x0000000000000000000000000000000000000003 time 1700000010
//? submit(uint80 2, int256 -8) from 0x0000000000000000000000000000000000000001 time 1700000011
//? getRoundData(uint80 2)
//? getRoundData(uint80 1)
//? getRoundData(uint80 18446744073709551617)
//? nextPhase() from 0x00000000000000000000000000000000000000aa
//? submit(uint80 18446744073709551617, int256 5) from 0x0000000000000000000000000000000000000001 time 1700000020
//? submit(uint80 18446744073709551617, int256 6) from 0x0000000000000000000000000000000000000002 time 1700000020
//? latestRoundData()
//? parseId(uint80 36893488147419103235)
//? description()
//? version()

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.0;

interface AggregatorInterface {
    function decimals() external view returns (uint8);
    function description() external view returns (string memory);
    function version() external view returns (uint256);

    function getRoundData(uint80 _roundId)
        external
        view
        returns (uint80 roundId, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredInRound);

    function latestRoundData()
        external
        view
        returns (uint80 roundId, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredInRound);
}

contract PriceAggregator is AggregatorInterface {
    struct Round {
        int256[] submissions;
        int256 answer;
        uint64 startedAt;
        uint64 updatedAt;
        mapping(address => bool) submitted;
    }

    uint8 public immutable override decimals;
    string public override description;
    uint256 public constant override version = 4;
    uint256 private constant PHASE_OFFSET = 64;
    uint256 private constant MINIMUM = 2;

    address private immutable owner;
    mapping(address => bool) private nodes;
    mapping(uint80 => Round) private rounds;
    uint16 private phase;
    uint64 private currentRound = 1;

    event AnswerUpdated(int256 indexed current, uint256 indexed roundId, uint256 updatedAt);
    event NewRound(uint256 indexed roundId, address indexed startedBy, uint256 startedAt);

    error NoData(uint80 roundId);
    error WrongRound(uint80 given, uint80 current);

    constructor(uint8 decimals_, string memory description_, address[] memory list) {
        decimals = decimals_;
        description = description_;
        owner = msg.sender;
        for (uint256 i = 0; i < list.length; i++) nodes[list[i]] = true;
    }

    function submit(uint80 roundId, int256 value) external {
        require(nodes[msg.sender], "not enabled oracle");
        uint80 current = _id(phase, currentRound);
        if (roundId == current + 1 && rounds[current].updatedAt != 0) {
            currentRound++;
        } else if (roundId != current) {
            revert WrongRound(roundId, current);
        }
        Round storage round = rounds[roundId];
        require(!round.submitted[msg.sender], "cannot report on previous rounds");
        round.submitted[msg.sender] = true;
        if (round.startedAt == 0) {
            round.startedAt = uint64(block.timestamp);
            emit NewRound(roundId, msg.sender, block.timestamp);
        }
        round.submissions.push(value);
        if (round.submissions.length >= MINIMUM) {
            round.answer = _median(round.submissions);
            round.updatedAt = uint64(block.timestamp);
            emit AnswerUpdated(round.answer, roundId, block.timestamp);
        }
    }

    function nextPhase() external {
        require(msg.sender == owner, "only callable by owner");
        (phase, currentRound) = (phase + 1, 1);
    }

    function getRoundData(uint80 _roundId)
        public
        view
        override
        returns (uint80, int256, uint256, uint256, uint80)
    {
        Round storage round = rounds[_roundId];
        if (round.updatedAt == 0) revert NoData(_roundId);
        return (_roundId, round.answer, round.startedAt, round.updatedAt, _roundId);
    }

    function latestRoundData()
        external
        view
        override
        returns (uint80 roundId, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredInRound)
    {
        uint64 last = currentRound;
        if (rounds[_id(phase, last)].updatedAt == 0 && last > 1) last--;
        (roundId, answer, startedAt, updatedAt, answeredInRound) = getRoundData(_id(phase, last));
    }

    function parseId(uint80 id) external pure returns (uint16 phaseId, uint64 round) {
        phaseId = uint16(id >> PHASE_OFFSET);
        round = uint64(id);
    }

    function _id(uint16 phaseId, uint64 round) private pure returns (uint80) {
        return uint80((uint256(phaseId) << PHASE_OFFSET) | round);
    }

    function _median(int256[] memory list) private pure returns (int256) {
        uint256 n = list.length;
        for (uint256 i = 0; i + 1 < n; i++) {
            for (uint256 j = 0; j + 1 < n - i; j++) {
                if (list[j] > list[j + 1]) (list[j], list[j + 1]) = (list[j + 1], list[j]);
            }
        }
        return n % 2 == 1 ? list[n / 2] : (list[n / 2 - 1] + list[n / 2]) / 2;
    }
}

//= deploy: ok
//= latestRoundData(): revert NoData(uint80) (1)
//= submit(uint80,int256): ok
//=   event NewRound(uint256,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x000000000000000000000000000000000000000000000000000000006553f100
//= submit(uint80,int256): revert "cannot report on previous rounds"
//= submit(uint80,int256): revert WrongRound(uint80,uint80) (2, 1)
//= submit(uint80,int256): revert "not enabled oracle"
//= submit(uint80,int256): ok
//=   event AnswerUpdated(int256,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000007d5, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x000000000000000000000000000000000000000000000000000000006553f102
//= latestRoundData(): ok 1, 2005, 1700000000, 1700000002, 1
//= submit(uint80,int256): ok
//=   event AnswerUpdated(int256,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000007d0, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x000000000000000000000000000000000000000000000000000000006553f103
//= latestRoundData(): ok 1, 2000, 1700000000, 1700000003, 1
//= submit(uint80,int256): ok
//=   event NewRound(uint256,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000002, 0x0000000000000000000000000000000000000000000000000000000000000003] 0x000000000000000000000000000000000000000000000000000000006553f10a
//= submit(uint80,int256): ok
//=   event AnswerUpdated(int256,uint256,uint256) [0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff9, 0x0000000000000000000000000000000000000000000000000000000000000002] 0x000000000000000000000000000000000000000000000000000000006553f10b
//= getRoundData(uint80): ok 2, -7, 1700000010, 1700000011, 2
//= getRoundData(uint80): ok 1, 2000, 1700000000, 1700000003, 1
//= getRoundData(uint80): revert NoData(uint80) (18446744073709551617)
//= nextPhase(): ok
//= submit(uint80,int256): ok
//=   event NewRound(uint256,address,uint256) [0x0000000000000000000000000000000000000000000000010000000000000001, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x000000000000000000000000000000000000000000000000000000006553f114
//= submit(uint80,int256): ok
//=   event AnswerUpdated(int256,uint256,uint256) [0x0000000000000000000000000000000000000000000000000000000000000005, 0x0000000000000000000000000000000000000000000000010000000000000001] 0x000000000000000000000000000000000000000000000000000000006553f114
//= latestRoundData(): ok 18446744073709551617, 5, 1700000020, 1700000020, 18446744073709551617
//= parseId(uint80): ok 2, 3
//= description(): ok "COIN / USD"
//= version(): ok 4
