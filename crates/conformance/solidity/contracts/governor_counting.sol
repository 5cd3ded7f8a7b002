// A governor in modules: counting, settings, a queue with delays; states as an enum, proposals by hash.
//? propose(address[] [0x0000000000000000000000000000000000000011], uint256[] [5], bytes[] [0x1234], string "one") block 100
//? propose(address[] [0x0000000000000000000000000000000000000011], uint256[] [5], bytes[] [0x1234], string "one") block 100
//? propose(address[] [0x0000000000000000000000000000000000000011], uint256[] [5, 6], bytes[] [0x1234], string "two") block 100
//? idOf(string "one")
//? stateOf(string "one") block 100
//? stateOf(string "none") block 100
//? vote(string "one", uint8 1, string "because") from 0xa1 block 101
//? vote(string "one", uint8 1, string "") from 0xa1 block 103
//? vote(string "one", uint8 1, string "again") from 0xa1 block 104
//? vote(string "one", uint8 0, string "no") from 0xa2 block 105
//? vote(string "one", uint8 2, string "whatever") from 0xa3 block 105
//? vote(string "one", uint8 3, string "?") from 0xa4 block 105
//? tally(string "one")
//? stateOf(string "one") block 112
//? queue(string "one") block 113 time 5000
//? execute(string "one") block 114 time 5100
//? execute(string "one") block 115 time 9000
//? execute(string "one") block 115 time 9001
//? stateOf(string "one") block 116
//? setVotingPeriod(uint32 0)
//? setVotingPeriod(uint32 50)
pragma solidity ^0.8.20;

abstract contract GovernorBase {
    enum ProposalState { Pending, Active, Canceled, Defeated, Succeeded, Queued, Expired, Executed }

    struct ProposalCore {
        address proposer;
        uint48 voteStart;
        uint32 voteDuration;
        bool executed;
        bool canceled;
        uint48 etaSeconds;
    }

    error GovernorInvalidProposalLength(uint256 targets, uint256 calldatas, uint256 values);
    error GovernorNonexistentProposal(uint256 proposalId);
    error GovernorUnexpectedProposalState(uint256 proposalId, ProposalState current, bytes32 expectedStates);
    error GovernorInvalidVoteType();
    error GovernorAlreadyCastVote(address voter);
    error GovernorNotReady(uint256 proposalId, uint256 eta);

    event ProposalCreated(uint256 proposalId, address proposer, address[] targets, uint256[] values, bytes[] calldatas, uint256 voteStart, uint256 voteEnd, string description);
    event VoteCast(address indexed voter, uint256 proposalId, uint8 support, uint256 weight, string reason);
    event ProposalExecuted(uint256 proposalId);
    event ProposalQueued(uint256 proposalId, uint256 etaSeconds);

    mapping(uint256 proposalId => ProposalCore) internal _proposals;
    bytes32 private constant ALL_PROPOSAL_STATES_BITMAP = bytes32((2 ** (uint8(type(ProposalState).max) + 1)) - 1);

    function name() public view virtual returns (string memory);
    function votingDelay() public view virtual returns (uint256);
    function votingPeriod() public view virtual returns (uint256);
    function quorum() public view virtual returns (uint256);
    function _quorumReached(uint256 proposalId) internal view virtual returns (bool);
    function _voteSucceeded(uint256 proposalId) internal view virtual returns (bool);
    function _countVote(uint256 proposalId, address account, uint8 support, uint256 weight) internal virtual;
    function _getVotes(address account) internal view virtual returns (uint256);

    function hashProposal(address[] memory targets, uint256[] memory values, bytes[] memory calldatas, bytes32 descriptionHash) public pure virtual returns (uint256) {
        return uint256(keccak256(abi.encode(targets, values, calldatas, descriptionHash)));
    }

    function state(uint256 proposalId) public view virtual returns (ProposalState) {
        ProposalCore storage proposal = _proposals[proposalId];
        bool proposalExecuted = proposal.executed;
        bool proposalCanceled = proposal.canceled;
        if (proposalExecuted) {
            return ProposalState.Executed;
        }
        if (proposalCanceled) {
            return ProposalState.Canceled;
        }
        uint256 snapshot = proposal.voteStart;
        if (snapshot == 0) {
            revert GovernorNonexistentProposal(proposalId);
        }
        uint256 currentTimepoint = block.number;
        if (snapshot >= currentTimepoint) {
            return ProposalState.Pending;
        }
        uint256 deadline = proposal.voteStart + proposal.voteDuration;
        if (deadline >= currentTimepoint) {
            return ProposalState.Active;
        } else if (!_quorumReached(proposalId) || !_voteSucceeded(proposalId)) {
            return ProposalState.Defeated;
        } else if (proposal.etaSeconds == 0) {
            return ProposalState.Succeeded;
        } else {
            return ProposalState.Queued;
        }
    }

    function _encodeStateBitmap(ProposalState proposalState) internal pure returns (bytes32) {
        return bytes32(1 << uint8(proposalState));
    }

    function _validateStateBitmap(uint256 proposalId, bytes32 allowedStates) internal view returns (ProposalState) {
        ProposalState currentState = state(proposalId);
        if (_encodeStateBitmap(currentState) & allowedStates == bytes32(0)) {
            revert GovernorUnexpectedProposalState(proposalId, currentState, allowedStates);
        }
        return currentState;
    }

    function propose(address[] memory targets, uint256[] memory values, bytes[] memory calldatas, string memory description) public virtual returns (uint256 proposalId) {
        proposalId = hashProposal(targets, values, calldatas, keccak256(bytes(description)));
        if (targets.length != values.length || targets.length != calldatas.length || targets.length == 0) {
            revert GovernorInvalidProposalLength(targets.length, calldatas.length, values.length);
        }
        if (_proposals[proposalId].voteStart != 0) {
            revert GovernorUnexpectedProposalState(proposalId, state(proposalId), bytes32(0));
        }
        uint256 snapshot = block.number + votingDelay();
        uint256 duration = votingPeriod();
        ProposalCore storage proposal = _proposals[proposalId];
        proposal.proposer = msg.sender;
        proposal.voteStart = uint48(snapshot);
        proposal.voteDuration = uint32(duration);
        emit ProposalCreated(proposalId, msg.sender, targets, values, calldatas, snapshot, snapshot + duration, description);
    }

    function _castVote(uint256 proposalId, address account, uint8 support, string memory reason) internal virtual returns (uint256) {
        _validateStateBitmap(proposalId, _encodeStateBitmap(ProposalState.Active));
        uint256 weight = _getVotes(account);
        _countVote(proposalId, account, support, weight);
        emit VoteCast(account, proposalId, support, weight, reason);
        return weight;
    }

    function _queue(uint256 proposalId, uint48 delay) internal {
        _validateStateBitmap(proposalId, _encodeStateBitmap(ProposalState.Succeeded));
        uint48 eta = uint48(block.timestamp) + delay;
        _proposals[proposalId].etaSeconds = eta;
        emit ProposalQueued(proposalId, eta);
    }

    function _execute(uint256 proposalId) internal {
        _validateStateBitmap(proposalId, _encodeStateBitmap(ProposalState.Succeeded) | _encodeStateBitmap(ProposalState.Queued));
        if (_proposals[proposalId].etaSeconds > block.timestamp) revert GovernorNotReady(proposalId, _proposals[proposalId].etaSeconds);
        _proposals[proposalId].executed = true;
        emit ProposalExecuted(proposalId);
    }

    function allStates() public pure returns (bytes32) {
        return ALL_PROPOSAL_STATES_BITMAP;
    }
}

abstract contract GovernorSettings is GovernorBase {
    uint48 private _votingDelay;
    uint32 private _votingPeriod;
    event VotingPeriodSet(uint256 oldVotingPeriod, uint256 newVotingPeriod);
    error GovernorInvalidVotingPeriod(uint256 votingPeriod);

    constructor(uint48 initialVotingDelay, uint32 initialVotingPeriod) {
        _votingDelay = initialVotingDelay;
        _setVotingPeriod(initialVotingPeriod);
    }

    function votingDelay() public view virtual override returns (uint256) {
        return _votingDelay;
    }

    function votingPeriod() public view virtual override returns (uint256) {
        return _votingPeriod;
    }

    function setVotingPeriod(uint32 newVotingPeriod) public virtual {
        _setVotingPeriod(newVotingPeriod);
    }

    function _setVotingPeriod(uint32 newVotingPeriod) internal virtual {
        if (newVotingPeriod == 0) {
            revert GovernorInvalidVotingPeriod(0);
        }
        emit VotingPeriodSet(_votingPeriod, newVotingPeriod);
        _votingPeriod = newVotingPeriod;
    }
}

abstract contract GovernorCountingSimple is GovernorBase {
    enum VoteType { Against, For, Abstain }

    struct ProposalVote {
        uint256 againstVotes;
        uint256 forVotes;
        uint256 abstainVotes;
        mapping(address voter => bool) hasVoted;
    }

    mapping(uint256 proposalId => ProposalVote) private _proposalVotes;

    function COUNTING_MODE() public pure virtual returns (string memory) {
        return "support=bravo&quorum=for,abstain";
    }

    function proposalVotes(uint256 proposalId) public view virtual returns (uint256 againstVotes, uint256 forVotes, uint256 abstainVotes) {
        ProposalVote storage proposalVote = _proposalVotes[proposalId];
        return (proposalVote.againstVotes, proposalVote.forVotes, proposalVote.abstainVotes);
    }

    function _quorumReached(uint256 proposalId) internal view virtual override returns (bool) {
        ProposalVote storage proposalVote = _proposalVotes[proposalId];
        return quorum() <= proposalVote.forVotes + proposalVote.abstainVotes;
    }

    function _voteSucceeded(uint256 proposalId) internal view virtual override returns (bool) {
        ProposalVote storage proposalVote = _proposalVotes[proposalId];
        return proposalVote.forVotes > proposalVote.againstVotes;
    }

    function _countVote(uint256 proposalId, address account, uint8 support, uint256 weight) internal virtual override {
        ProposalVote storage proposalVote = _proposalVotes[proposalId];
        if (proposalVote.hasVoted[account]) {
            revert GovernorAlreadyCastVote(account);
        }
        proposalVote.hasVoted[account] = true;
        if (support == uint8(VoteType.Against)) {
            proposalVote.againstVotes += weight;
        } else if (support == uint8(VoteType.For)) {
            proposalVote.forVotes += weight;
        } else if (support == uint8(VoteType.Abstain)) {
            proposalVote.abstainVotes += weight;
        } else {
            revert GovernorInvalidVoteType();
        }
    }
}

contract MyGovernor is GovernorBase, GovernorSettings, GovernorCountingSimple {
    mapping(string => uint256) private byName;

    constructor() GovernorSettings(2, 8) {}

    function name() public pure override returns (string memory) { return "MyGovernor"; }
    function quorum() public pure override returns (uint256) { return 4; }

    function votingDelay() public view override(GovernorBase, GovernorSettings) returns (uint256) {
        return super.votingDelay();
    }

    function votingPeriod() public view override(GovernorBase, GovernorSettings) returns (uint256) {
        return super.votingPeriod();
    }

    function propose(address[] memory targets, uint256[] memory values, bytes[] memory calldatas, string memory description) public override returns (uint256) {
        return byName[description] = super.propose(targets, values, calldatas, description);
    }

    function _getVotes(address account) internal pure override returns (uint256) {
        return uint160(account) & 0xf;
    }

    function idOf(string calldata description) external view returns (uint256) { return byName[description]; }
    function stateOf(string calldata description) external view returns (ProposalState) { return state(byName[description]); }
    function vote(string calldata description, uint8 support, string calldata reason) external returns (uint256) {
        return _castVote(byName[description], msg.sender, support, reason);
    }
    function tally(string memory description) external view returns (uint256 a, uint256 f, uint256 n) {
        (a, f, n) = proposalVotes(byName[description]);
    }
    function queue(string calldata description) external { _queue(byName[description], 1 hours); }
    function execute(string calldata description) external { _execute(byName[description]); }
}

//= deploy: ok
//=   event VotingPeriodSet(uint256,uint256) [] 0x00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000008
//= propose(address[],uint256[],bytes[],string): ok 61666328127644417687743409439388616457956232072614033634934525595538116344596
//=   event ProposalCreated(uint256,address,address[],uint256[],bytes[],uint256,uint256,string) [] 0x8855e7a3d04cf26feaa5f3ba9cf241a167ea8bf98f61bd7e576b2bc1b10c7b1400000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000100000000000000000000000000000000000000000000000000000000000000014000000000000000000000000000000000000000000000000000000000000001800000000000000000000000000000000000000000000000000000000000000066000000000000000000000000000000000000000000000000000000000000006e00000000000000000000000000000000000000000000000000000000000002000000000000000000000000000000000000000000000000000000000000000001000000000000000000000000000000000000000000000000000000000000001100000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000005000000000000000000000000000000000000000000000000000000000000000100000000000000000000000000000000000000000000000000000000000000200000000000000000000000000000000000000000000000000000000000000002123400000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000036f6e650000000000000000000000000000000000000000000000000000000000
//= propose(address[],uint256[],bytes[],string): revert GovernorUnexpectedProposalState(uint256,uint8,bytes32) (61666328127644417687743409439388616457956232072614033634934525595538116344596, 0, 0x0000000000000000000000000000000000000000000000000000000000000000)
//= propose(address[],uint256[],bytes[],string): revert GovernorInvalidProposalLength(uint256,uint256,uint256) (1, 1, 2)
//= idOf(string): ok 61666328127644417687743409439388616457956232072614033634934525595538116344596
//= stateOf(string): ok 0
//= stateOf(string): revert GovernorNonexistentProposal(uint256) (0)
//= vote(string,uint8,string): revert GovernorUnexpectedProposalState(uint256,uint8,bytes32) (61666328127644417687743409439388616457956232072614033634934525595538116344596, 0, 0x0000000000000000000000000000000000000000000000000000000000000002)
//= vote(string,uint8,string): ok 1
//=   event VoteCast(address,uint256,uint8,uint256,string) [0x00000000000000000000000000000000000000000000000000000000000000a1] 0x8855e7a3d04cf26feaa5f3ba9cf241a167ea8bf98f61bd7e576b2bc1b10c7b140000000000000000000000000000000000000000000000000000000000000001000000000000000000000000000000000000000000000000000000000000000100000000000000000000000000000000000000000000000000000000000000800000000000000000000000000000000000000000000000000000000000000000
//= vote(string,uint8,string): revert GovernorAlreadyCastVote(address) (0x00000000000000000000000000000000000000a1)
//= vote(string,uint8,string): ok 2
//=   event VoteCast(address,uint256,uint8,uint256,string) [0x00000000000000000000000000000000000000000000000000000000000000a2] 0x8855e7a3d04cf26feaa5f3ba9cf241a167ea8bf98f61bd7e576b2bc1b10c7b1400000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000002000000000000000000000000000000000000000000000000000000000000008000000000000000000000000000000000000000000000000000000000000000026e6f000000000000000000000000000000000000000000000000000000000000
//= vote(string,uint8,string): ok 3
//=   event VoteCast(address,uint256,uint8,uint256,string) [0x00000000000000000000000000000000000000000000000000000000000000a3] 0x8855e7a3d04cf26feaa5f3ba9cf241a167ea8bf98f61bd7e576b2bc1b10c7b1400000000000000000000000000000000000000000000000000000000000000020000000000000000000000000000000000000000000000000000000000000003000000000000000000000000000000000000000000000000000000000000008000000000000000000000000000000000000000000000000000000000000000087768617465766572000000000000000000000000000000000000000000000000
//= vote(string,uint8,string): revert GovernorInvalidVoteType()
//= tally(string): ok 2, 1, 3
//= stateOf(string): ok 3
//= queue(string): revert GovernorUnexpectedProposalState(uint256,uint8,bytes32) (61666328127644417687743409439388616457956232072614033634934525595538116344596, 3, 0x0000000000000000000000000000000000000000000000000000000000000010)
//= execute(string): revert GovernorUnexpectedProposalState(uint256,uint8,bytes32) (61666328127644417687743409439388616457956232072614033634934525595538116344596, 3, 0x0000000000000000000000000000000000000000000000000000000000000030)
//= execute(string): revert GovernorUnexpectedProposalState(uint256,uint8,bytes32) (61666328127644417687743409439388616457956232072614033634934525595538116344596, 3, 0x0000000000000000000000000000000000000000000000000000000000000030)
//= execute(string): revert GovernorUnexpectedProposalState(uint256,uint8,bytes32) (61666328127644417687743409439388616457956232072614033634934525595538116344596, 3, 0x0000000000000000000000000000000000000000000000000000000000000030)
//= stateOf(string): ok 3
//= setVotingPeriod(uint32): revert GovernorInvalidVotingPeriod(uint256) (0)
//= setVotingPeriod(uint32): ok
//=   event VotingPeriodSet(uint256,uint256) [] 0x00000000000000000000000000000000000000000000000000000000000000080000000000000000000000000000000000000000000000000000000000000032
