// A governor put together from modules: settings, simple counting, votes, quorum fraction; ids by hash of the actions.
//? deploy from 0x00000000000000000000000000000000000000aa block 1
//? hashProposal(address[] [0x00000000000000000000000000000000000000f1], uint256[] [5], bytes[] [0x1234], bytes32 0x0000000000000000000000000000000000000000000000000000000000000000)
//? assign(address 0x00000000000000000000000000000000000000bb, uint256 100) from 0x00000000000000000000000000000000000000aa block 2
//? assign(address 0x00000000000000000000000000000000000000cc, uint256 60) from 0x00000000000000000000000000000000000000aa block 2
//? assign(address 0x00000000000000000000000000000000000000cc, uint256 60) from 0x00000000000000000000000000000000000000bb block 2
//? name()
//? COUNTING_MODE()
//? propose(address[] [0x00000000000000000000000000000000000000f1], uint256[] [5], bytes[] [0x1234], string "Pay") from 0x00000000000000000000000000000000000000cc block 5
//? propose(address[] [0x00000000000000000000000000000000000000f1], uint256[] [5, 6], bytes[] [0x1234], string "Pay") from 0x00000000000000000000000000000000000000bb block 5
//? propose(address[] [], uint256[] [], bytes[] [], string "Pay") from 0x00000000000000000000000000000000000000bb block 5
//? propose(address[] [0x00000000000000000000000000000000000000f1], uint256[] [5], bytes[] [0x1234], string "Pay") from 0x00000000000000000000000000000000000000bb block 5
//? propose(address[] [0x00000000000000000000000000000000000000f1], uint256[] [5], bytes[] [0x1234], string "Pay") from 0x00000000000000000000000000000000000000bb block 5
//? stateOf(uint256 0) block 6
//? stateOf(uint256 0) block 7
//? castVoteOn(uint256 0, uint8 1) from 0x00000000000000000000000000000000000000bb block 6
//? castVoteOn(uint256 0, uint8 1) from 0x00000000000000000000000000000000000000bb block 8
//? castVoteOn(uint256 0, uint8 0) from 0x00000000000000000000000000000000000000cc block 9
//? castVoteOn(uint256 0, uint8 3) from 0x00000000000000000000000000000000000000dd block 9
//? castVoteOn(uint256 0, uint8 0) from 0x00000000000000000000000000000000000000cc block 9
//? stateOf(uint256 0) block 17
//? stateOf(uint256 0) block 18
//? executeNth(uint256 0) from 0x00000000000000000000000000000000000000dd block 18
//? executeNth(uint256 0) from 0x00000000000000000000000000000000000000dd block 19
//? quorum(uint256 3) block 18
//? proposalVotesOf(uint256 0)
//? setVotingDelay(uint48 3) from 0x00000000000000000000000000000000000000dd
//? executed()

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

interface IGovernor {
    enum ProposalState { Pending, Active, Canceled, Defeated, Succeeded, Queued, Expired, Executed }

    error LengthsDiffer(uint256 targets, uint256 calldatas, uint256 values);
    error NoSuchProposal(uint256 proposalId);
    error UnexpectedState(uint256 proposalId, ProposalState current, bytes32 expectedStates);
    error TooFewVotes(address proposer, uint256 votes, uint256 threshold);
    error VotedBefore(address voter);
    error NoSuchVote();
    error OnlyAdmin(address account);

    event ProposalCreated(
        uint256 proposalId,
        address proposer,
        address[] targets,
        uint256[] values,
        bytes[] calldatas,
        uint256 voteStart,
        uint256 voteEnd,
        string description
    );
    event ProposalExecuted(uint256 proposalId);
    event VoteCast(address indexed voter, uint256 proposalId, uint8 support, uint256 weight);

    function name() external view returns (string memory);
    function COUNTING_MODE() external view returns (string memory);
    function state(uint256 proposalId) external view returns (ProposalState);
    function votingDelay() external view returns (uint256);
    function votingPeriod() external view returns (uint256);
    function quorum(uint256 timepoint) external view returns (uint256);
    function getVotes(address account, uint256 timepoint) external view returns (uint256);
}

abstract contract Governor is IGovernor {
    struct ProposalCore {
        address proposer;
        uint48 voteStart;
        uint32 voteDuration;
        bool executed;
    }

    string private _name;
    mapping(uint256 proposalId => ProposalCore) private _proposals;

    constructor(string memory name_) {
        _name = name_;
    }

    function name() public view virtual override returns (string memory) {
        return _name;
    }

    function hashProposal(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) public pure virtual returns (uint256) {
        return uint256(keccak256(abi.encode(targets, values, calldatas, descriptionHash)));
    }

    function state(uint256 proposalId) public view virtual override returns (ProposalState) {
        ProposalCore storage proposal = _proposals[proposalId];
        if (proposal.executed) return ProposalState.Executed;
        uint256 snapshot = proposal.voteStart;
        if (snapshot == 0) revert NoSuchProposal(proposalId);
        if (snapshot >= block.number) return ProposalState.Pending;
        if (snapshot + proposal.voteDuration >= block.number) return ProposalState.Active;
        if (!_quorumReached(proposalId) || !_voteSucceeded(proposalId)) return ProposalState.Defeated;
        return ProposalState.Succeeded;
    }

    function proposalThreshold() public view virtual returns (uint256) {
        return 0;
    }

    function proposalSnapshot(uint256 proposalId) public view virtual returns (uint256) {
        return _proposals[proposalId].voteStart;
    }

    function _quorumReached(uint256 proposalId) internal view virtual returns (bool);

    function _voteSucceeded(uint256 proposalId) internal view virtual returns (bool);

    function _countVote(uint256 proposalId, address account, uint8 support, uint256 weight) internal virtual;

    function _getVotes(address account, uint256 timepoint) internal view virtual returns (uint256);

    function propose(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        string memory description
    ) public virtual returns (uint256 proposalId) {
        uint256 votes = _getVotes(msg.sender, block.number - 1);
        if (votes < proposalThreshold()) {
            revert TooFewVotes(msg.sender, votes, proposalThreshold());
        }
        if (targets.length != values.length || targets.length != calldatas.length || targets.length == 0) {
            revert LengthsDiffer(targets.length, calldatas.length, values.length);
        }
        proposalId = hashProposal(targets, values, calldatas, keccak256(bytes(description)));
        ProposalCore storage proposal = _proposals[proposalId];
        if (proposal.voteStart != 0) {
            revert UnexpectedState(proposalId, state(proposalId), bytes32(0));
        }
        proposal.proposer = msg.sender;
        proposal.voteStart = uint48(block.number + _delay());
        proposal.voteDuration = uint32(_period());
        emit ProposalCreated(
            proposalId,
            msg.sender,
            targets,
            values,
            calldatas,
            proposal.voteStart,
            proposal.voteStart + proposal.voteDuration,
            description
        );
    }

    function _delay() internal view virtual returns (uint256);

    function _period() internal view virtual returns (uint256);

    function castVote(uint256 proposalId, uint8 support) public virtual returns (uint256 weight) {
        _requireOneOf(proposalId, _bit(ProposalState.Active));
        weight = _getVotes(msg.sender, proposalSnapshot(proposalId));
        _countVote(proposalId, msg.sender, support, weight);
        emit VoteCast(msg.sender, proposalId, support, weight);
    }

    function execute(uint256 proposalId) public payable virtual {
        _requireOneOf(proposalId, _bit(ProposalState.Succeeded) | _bit(ProposalState.Queued));
        _proposals[proposalId].executed = true;
        emit ProposalExecuted(proposalId);
        _executeOperations(proposalId);
    }

    function _executeOperations(uint256 proposalId) internal virtual {}

    /// @dev Each state has a bit of its own, so that a set of states is one word.
    function _bit(ProposalState s) internal pure returns (bytes32) {
        return bytes32(uint256(1)) << uint8(s);
    }

    function _requireOneOf(uint256 proposalId, bytes32 states) internal view {
        ProposalState now_ = state(proposalId);
        if (states & _bit(now_) == 0) revert UnexpectedState(proposalId, now_, states);
    }
}

abstract contract GovernorSettings is Governor {
    uint256 private _proposalThreshold;
    uint48 private _votingDelay;
    uint32 private _votingPeriod;

    event VotingDelaySet(uint256 oldVotingDelay, uint256 newVotingDelay);

    constructor(uint48 initialVotingDelay, uint32 initialVotingPeriod, uint256 initialProposalThreshold) {
        _setVotingDelay(initialVotingDelay);
        _votingPeriod = initialVotingPeriod;
        _proposalThreshold = initialProposalThreshold;
    }

    modifier onlyGovernance() virtual;

    function votingDelay() public view virtual override returns (uint256) {
        return _votingDelay;
    }

    function votingPeriod() public view virtual override returns (uint256) {
        return _votingPeriod;
    }

    function _delay() internal view override returns (uint256) {
        return votingDelay();
    }

    function _period() internal view override returns (uint256) {
        return votingPeriod();
    }

    function proposalThreshold() public view virtual override returns (uint256) {
        return _proposalThreshold;
    }

    function setVotingDelay(uint48 newVotingDelay) public virtual onlyGovernance {
        _setVotingDelay(newVotingDelay);
    }

    function _setVotingDelay(uint48 newVotingDelay) internal virtual {
        emit VotingDelaySet(_votingDelay, newVotingDelay);
        _votingDelay = newVotingDelay;
    }
}

abstract contract GovernorCountingSimple is Governor {
    enum VoteType { Against, For, Abstain }

    struct ProposalVote {
        uint256 againstVotes;
        uint256 forVotes;
        uint256 abstainVotes;
        mapping(address voter => bool) hasVoted;
    }

    mapping(uint256 proposalId => ProposalVote) private _proposalVotes;

    function COUNTING_MODE() public pure virtual override returns (string memory) {
        return "simple";
    }

    function proposalVotes(uint256 proposalId) public view virtual returns (uint256, uint256, uint256) {
        ProposalVote storage v = _proposalVotes[proposalId];
        return (v.againstVotes, v.forVotes, v.abstainVotes);
    }

    function _quorumReached(uint256 proposalId) internal view virtual override returns (bool) {
        ProposalVote storage v = _proposalVotes[proposalId];
        return _quorumAt(proposalSnapshot(proposalId)) <= v.forVotes + v.abstainVotes;
    }

    function _quorumAt(uint256 timepoint) internal view virtual returns (uint256);

    function _voteSucceeded(uint256 proposalId) internal view virtual override returns (bool) {
        ProposalVote storage v = _proposalVotes[proposalId];
        return v.forVotes > v.againstVotes;
    }

    function _countVote(uint256 proposalId, address account, uint8 support, uint256 weight) internal virtual override {
        ProposalVote storage v = _proposalVotes[proposalId];
        if (v.hasVoted[account]) revert VotedBefore(account);
        v.hasVoted[account] = true;
        if (support == uint8(VoteType.Against)) v.againstVotes += weight;
        else if (support == uint8(VoteType.For)) v.forVotes += weight;
        else if (support == uint8(VoteType.Abstain)) v.abstainVotes += weight;
        else revert NoSuchVote();
    }
}

abstract contract GovernorVotes is Governor {
    mapping(address => uint256) private _votes;
    mapping(address => uint256) private _since;
    uint256 internal _totalVotes;

    function getVotes(address account, uint256 timepoint) public view virtual override returns (uint256) {
        return _getVotes(account, timepoint);
    }

    function _getVotes(address account, uint256 timepoint) internal view virtual override returns (uint256) {
        return _since[account] <= timepoint ? _votes[account] : 0;
    }

    function _assign(address account, uint256 amount) internal {
        _totalVotes = _totalVotes - _votes[account] + amount;
        _votes[account] = amount;
        _since[account] = block.number;
    }
}

abstract contract GovernorQuorumFraction is GovernorVotes, GovernorCountingSimple {
    uint256 private immutable _numerator;

    constructor(uint256 numerator) {
        require(numerator <= quorumDenominator(), "fraction above one");
        _numerator = numerator;
    }

    function quorumDenominator() public pure virtual returns (uint256) {
        return 100;
    }

    function quorum(uint256 timepoint) public view virtual override returns (uint256) {
        return _quorumAt(timepoint);
    }

    function _quorumAt(uint256) internal view virtual override returns (uint256) {
        return _totalVotes * _numerator / quorumDenominator();
    }
}

contract MyGovernor is GovernorSettings, GovernorQuorumFraction {
    address private immutable admin;
    uint256[] public ids;
    uint256 public executed;

    constructor() Governor("MyGovernor") GovernorSettings(1, 10, 70) GovernorQuorumFraction(40) {
        admin = msg.sender;
    }

    modifier onlyGovernance() override {
        if (msg.sender != admin) revert OnlyAdmin(msg.sender);
        _;
    }

    function assign(address account, uint256 amount) external onlyGovernance {
        _assign(account, amount);
    }

    function propose(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        string memory description
    ) public override returns (uint256 id) {
        id = super.propose(targets, values, calldatas, description);
        ids.push(id);
    }

    function stateOf(uint256 nth) external view returns (ProposalState) {
        return state(ids[nth]);
    }

    function castVoteOn(uint256 nth, uint8 support) external returns (uint256) {
        return castVote(ids[nth], support);
    }

    function executeNth(uint256 nth) external {
        execute(ids[nth]);
    }

    function proposalVotesOf(uint256 nth) external view returns (uint256, uint256, uint256) {
        return proposalVotes(ids[nth]);
    }

    function proposalThreshold() public view override(Governor, GovernorSettings) returns (uint256) {
        return super.proposalThreshold();
    }

    function _executeOperations(uint256 proposalId) internal override {
        super._executeOperations(proposalId);
        executed++;
    }
}

//= deploy: ok
//=   event VotingDelaySet(uint256,uint256) [] 0x00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001
//= hashProposal(address[],uint256[],bytes[],bytes32): ok 55019973860165295431219427030578422877610619188744994034361287824138599471258
//= assign(address,uint256): ok
//= assign(address,uint256): ok
//= assign(address,uint256): revert OnlyAdmin(address) (0x00000000000000000000000000000000000000bb)
//= name(): ok "MyGovernor"
//= COUNTING_MODE(): ok "simple"
//= propose(address[],uint256[],bytes[],string): revert TooFewVotes(address,uint256,uint256) (0x00000000000000000000000000000000000000cc, 60, 70)
//= propose(address[],uint256[],bytes[],string): revert LengthsDiffer(uint256,uint256,uint256) (1, 1, 2)
//= propose(address[],uint256[],bytes[],string): revert LengthsDiffer(uint256,uint256,uint256) (0, 0, 0)
//= propose(address[],uint256[],bytes[],string): ok 68737312752202444770929578915800965869770704223060015881325501094349724410177
//=   event ProposalCreated(uint256,address,address[],uint256[],bytes[],uint256,uint256,string) [] 0x97f7f0b86c04699afc9cc5d5deae57e7284a1a4ce13e13b5303f640f2fdb614100000000000000000000000000000000000000000000000000000000000000bb000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000001400000000000000000000000000000000000000000000000000000000000000180000000000000000000000000000000000000000000000000000000000000000600000000000000000000000000000000000000000000000000000000000000100000000000000000000000000000000000000000000000000000000000000200000000000000000000000000000000000000000000000000000000000000000100000000000000000000000000000000000000000000000000000000000000f100000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000005000000000000000000000000000000000000000000000000000000000000000100000000000000000000000000000000000000000000000000000000000000200000000000000000000000000000000000000000000000000000000000000002123400000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000035061790000000000000000000000000000000000000000000000000000000000
//= propose(address[],uint256[],bytes[],string): revert UnexpectedState(uint256,uint8,bytes32) (68737312752202444770929578915800965869770704223060015881325501094349724410177, 0, 0x0000000000000000000000000000000000000000000000000000000000000000)
//= stateOf(uint256): ok 0
//= stateOf(uint256): ok 1
//= castVoteOn(uint256,uint8): revert UnexpectedState(uint256,uint8,bytes32) (68737312752202444770929578915800965869770704223060015881325501094349724410177, 0, 0x0000000000000000000000000000000000000000000000000000000000000002)
//= castVoteOn(uint256,uint8): ok 100
//=   event VoteCast(address,uint256,uint8,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x97f7f0b86c04699afc9cc5d5deae57e7284a1a4ce13e13b5303f640f2fdb614100000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000064
//= castVoteOn(uint256,uint8): ok 60
//=   event VoteCast(address,uint256,uint8,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc] 0x97f7f0b86c04699afc9cc5d5deae57e7284a1a4ce13e13b5303f640f2fdb61410000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000003c
//= castVoteOn(uint256,uint8): revert NoSuchVote()
//= castVoteOn(uint256,uint8): revert VotedBefore(address) (0x00000000000000000000000000000000000000cc)
//= stateOf(uint256): ok 4
//= stateOf(uint256): ok 4
//= executeNth(uint256): ok
//=   event ProposalExecuted(uint256) [] 0x97f7f0b86c04699afc9cc5d5deae57e7284a1a4ce13e13b5303f640f2fdb6141
//= executeNth(uint256): revert UnexpectedState(uint256,uint8,bytes32) (68737312752202444770929578915800965869770704223060015881325501094349724410177, 7, 0x0000000000000000000000000000000000000000000000000000000000000030)
//= quorum(uint256): ok 64
//= proposalVotesOf(uint256): ok 60, 100, 0
//= setVotingDelay(uint48): revert OnlyAdmin(address) (0x00000000000000000000000000000000000000dd)
//= executed(): ok 1
