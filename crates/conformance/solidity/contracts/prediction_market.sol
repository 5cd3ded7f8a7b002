// A market on the outcome of a question: shares by outcome, resolution, claims in proportion.
//? deploy(string "Rain tomorrow?", string[] ["yes", "no", "snow"], uint256 100) from 0x00000000000000000000000000000000000000aa time 1700000000
//? bet(uint256 0) value 50 from 0x00000000000000000000000000000000000000bb time 1700000001
//? bet(uint256 1) value 150 from 0x00000000000000000000000000000000000000cc time 1700000002
//? bet(uint256 0) value 100 from 0x00000000000000000000000000000000000000dd time 1700000003
//? bet(uint256 3) value 1 from 0x00000000000000000000000000000000000000dd time 1700000003
//? bet(uint256 2) value 0 from 0x00000000000000000000000000000000000000dd time 1700000003
//? odds()
//? impliedPayout(uint256 0, uint256 150)
//? resolve(uint256 0) from 0x00000000000000000000000000000000000000aa time 1700000050
//? bet(uint256 0) value 1 from 0x00000000000000000000000000000000000000bb time 1700000100
//? claim() from 0x00000000000000000000000000000000000000bb time 1700000101
//? resolve(uint256 0) from 0x00000000000000000000000000000000000000bb time 1700000101
//? resolve(uint256 0) from 0x00000000000000000000000000000000000000aa time 1700000101
//? resolve(uint256 1) from 0x00000000000000000000000000000000000000aa time 1700000102
//? claim() from 0x00000000000000000000000000000000000000bb time 1700000103
//? claim() from 0x00000000000000000000000000000000000000bb time 1700000103
//? claim() from 0x00000000000000000000000000000000000000cc time 1700000103
//? claim() from 0x00000000000000000000000000000000000000dd time 1700000103
//? paid()
//? outcomes(uint256 2)
//? question()

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract PredictionMarket {
    enum Phase { Trading, Closed, Resolved, Void }

    struct Outcome {
        string label;
        uint256 total;
        mapping(address => uint256) stakes;
    }

    string public question;
    address public immutable resolver;
    uint256 public immutable closesAt;
    uint256 public pot;
    uint256 public paid;
    uint256 private winning;
    bool private resolved;
    bool private void_;
    Outcome[] public outcomes;
    mapping(address => bool) public claimed;

    event Bet(address indexed who, uint256 indexed outcome, uint256 amount);
    event Resolved(uint256 indexed outcome, string label);
    event Claimed(address indexed who, uint256 amount);

    error WrongPhase(Phase expected, Phase actual);
    error NoSuchOutcome(uint256 outcome, uint256 count);
    error NothingToClaim(address who);

    modifier during(Phase expected) {
        Phase actual = phase();
        if (actual != expected) revert WrongPhase(expected, actual);
        _;
    }

    constructor(string memory question_, string[] memory labels, uint256 duration) {
        require(labels.length >= 2, "two outcomes at least");
        question = question_;
        resolver = msg.sender;
        closesAt = block.timestamp + duration;
        for (uint256 i = 0; i < labels.length; i++) {
            outcomes.push().label = labels[i];
        }
    }

    function phase() public view returns (Phase) {
        if (resolved) return void_ ? Phase.Void : Phase.Resolved;
        return block.timestamp < closesAt ? Phase.Trading : Phase.Closed;
    }

    function bet(uint256 outcome) external payable during(Phase.Trading) {
        if (outcome >= outcomes.length) revert NoSuchOutcome(outcome, outcomes.length);
        require(msg.value > 0, "no stake");
        Outcome storage o = outcomes[outcome];
        o.stakes[msg.sender] += msg.value;
        o.total += msg.value;
        pot += msg.value;
        emit Bet(msg.sender, outcome, msg.value);
    }

    function odds() external view returns (uint256[] memory percentages) {
        percentages = new uint256[](outcomes.length);
        if (pot == 0) return percentages;
        for (uint256 i = 0; i < outcomes.length; i++) {
            percentages[i] = outcomes[i].total * 100 / pot;
        }
    }

    function impliedPayout(uint256 outcome, uint256 stake) external view returns (uint256) {
        return stake * (pot + stake) / (outcomes[outcome].total + stake);
    }

    function resolve(uint256 outcome) external during(Phase.Closed) {
        require(msg.sender == resolver, "not the resolver");
        Outcome storage o = outcomes[outcome];
        resolved = true;
        winning = outcome;
        void_ = o.total == 0;
        emit Resolved(outcome, o.label);
    }

    function claim() external during(Phase.Resolved) returns (uint256 amount) {
        Outcome storage o = outcomes[winning];
        uint256 stake = o.stakes[msg.sender];
        if (stake == 0 || claimed[msg.sender]) revert NothingToClaim(msg.sender);
        claimed[msg.sender] = true;
        amount = pot * stake / o.total;
        paid += amount;
        emit Claimed(msg.sender, amount);
    }
}

//= deploy: ok
//= bet(uint256): ok
//=   event Bet(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x0000000000000000000000000000000000000000000000000000000000000032
//= bet(uint256): ok
//=   event Bet(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x0000000000000000000000000000000000000000000000000000000000000096
//= bet(uint256): ok
//=   event Bet(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000dd, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x0000000000000000000000000000000000000000000000000000000000000064
//= bet(uint256): revert NoSuchOutcome(uint256,uint256) (3, 3)
//= bet(uint256): revert "no stake"
//= odds(): ok [50, 50, 0]
//= impliedPayout(uint256,uint256): ok 225
//= resolve(uint256): revert WrongPhase(uint8,uint8) (1, 0)
//= bet(uint256): revert WrongPhase(uint8,uint8) (0, 1)
//= claim(): revert WrongPhase(uint8,uint8) (2, 1)
//= resolve(uint256): revert "not the resolver"
//= resolve(uint256): ok
//=   event Resolved(uint256,string) [0x0000000000000000000000000000000000000000000000000000000000000000] 0x000000000000000000000000000000000000000000000000000000000000002000000000000000000000000000000000000000000000000000000000000000037965730000000000000000000000000000000000000000000000000000000000
//= resolve(uint256): revert WrongPhase(uint8,uint8) (1, 2)
//= claim(): ok 100
//=   event Claimed(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x0000000000000000000000000000000000000000000000000000000000000064
//= claim(): revert NothingToClaim(address) (0x00000000000000000000000000000000000000bb)
//= claim(): revert NothingToClaim(address) (0x00000000000000000000000000000000000000cc)
//= claim(): ok 200
//=   event Claimed(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000dd] 0x00000000000000000000000000000000000000000000000000000000000000c8
//= paid(): ok 300
//= outcomes(uint256): ok "snow", 0
//= question(): ok "Rain tomorrow?"
