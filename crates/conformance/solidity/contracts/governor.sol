// Governance token with delegation and checkpoints by block, and proposals that count those votes.
//? deploy from 0x00000000000000000000000000000000000000aa block 1
//? mint(address 0x00000000000000000000000000000000000000bb, uint224 300) from 0x00000000000000000000000000000000000000aa block 2
//? mint(address 0x00000000000000000000000000000000000000cc, uint224 150) from 0x00000000000000000000000000000000000000aa block 2
//? mint(address 0x00000000000000000000000000000000000000cc, uint224 1) from 0x00000000000000000000000000000000000000cc block 2
//? getVotes(address 0x00000000000000000000000000000000000000bb)
//? delegate(address 0x00000000000000000000000000000000000000bb) from 0x00000000000000000000000000000000000000bb block 3
//? delegate(address 0x00000000000000000000000000000000000000bb) from 0x00000000000000000000000000000000000000cc block 4
//? transfer(address 0x00000000000000000000000000000000000000dd, uint224 100) from 0x00000000000000000000000000000000000000bb block 5
//? delegate(address 0x00000000000000000000000000000000000000dd) from 0x00000000000000000000000000000000000000dd block 5
//? transfer(address 0x00000000000000000000000000000000000000dd, uint224 1000) from 0x00000000000000000000000000000000000000bb block 5
//? numCheckpoints(address 0x00000000000000000000000000000000000000bb)
//? checkpoints(address 0x00000000000000000000000000000000000000bb, uint256 1)
//? getPastVotes(address 0x00000000000000000000000000000000000000bb, uint32 3) block 6
//? getPastVotes(address 0x00000000000000000000000000000000000000bb, uint32 4) block 6
//? getPastVotes(address 0x00000000000000000000000000000000000000bb, uint32 2) block 6
//? getPastVotes(address 0x00000000000000000000000000000000000000bb, uint32 6) block 6
//? propose(string "Raise the limit") from 0x00000000000000000000000000000000000000dd block 6
//? propose(string "Raise the limit") from 0x00000000000000000000000000000000000000ee block 6
//? castVote(uint256 1, uint8 1) from 0x00000000000000000000000000000000000000bb block 6
//? castVote(uint256 1, uint8 1) from 0x00000000000000000000000000000000000000bb block 7
//? castVote(uint256 1, uint8 0) from 0x00000000000000000000000000000000000000bb block 7
//? castVote(uint256 1, uint8 2) from 0x00000000000000000000000000000000000000dd block 8
//? castVote(uint256 1, uint8 3) from 0x00000000000000000000000000000000000000dd block 8
//? state(uint256 1) block 8
//? state(uint256 1) block 18
//? execute(uint256 1) block 16
//? execute(uint256 1) block 18
//? execute(uint256 1) block 18
//? state(uint256 1) block 19
//? state(uint256 2) block 19
//? proposals(uint256 1)

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract VotesToken {
    struct Checkpoint {
        uint32 fromBlock;
        uint224 votes;
    }

    string public constant name = "Governance";
    mapping(address => uint224) public balanceOf;
    mapping(address => address) public delegates;
    mapping(address => Checkpoint[]) public checkpoints;
    uint224 public totalSupply;

    event Transfer(address indexed from, address indexed to, uint256 amount);
    event DelegateChanged(address indexed delegator, address indexed fromDelegate, address indexed toDelegate);
    event DelegateVotesChanged(address indexed delegate, uint256 previousBalance, uint256 newBalance);

    function numCheckpoints(address account) external view returns (uint256) {
        return checkpoints[account].length;
    }

    function transfer(address to, uint224 amount) external {
        require(balanceOf[msg.sender] >= amount, "Votes: insufficient balance");
        balanceOf[msg.sender] -= amount;
        balanceOf[to] += amount;
        emit Transfer(msg.sender, to, amount);
        _moveDelegates(delegates[msg.sender], delegates[to], amount);
    }

    function delegate(address delegatee) public {
        address current = delegates[msg.sender];
        delegates[msg.sender] = delegatee;
        emit DelegateChanged(msg.sender, current, delegatee);
        _moveDelegates(current, delegatee, balanceOf[msg.sender]);
    }

    function getVotes(address account) public view returns (uint224) {
        uint256 n = checkpoints[account].length;
        return n == 0 ? 0 : checkpoints[account][n - 1].votes;
    }

    /// @notice Votes at the end of a past block, by binary search.
    function getPastVotes(address account, uint32 blockNumber) public view returns (uint224) {
        require(blockNumber < block.number, "Votes: block not yet mined");
        Checkpoint[] storage list = checkpoints[account];
        uint256 low = 0;
        uint256 high = list.length;
        while (low < high) {
            uint256 mid = (low & high) + (low ^ high) / 2;
            if (list[mid].fromBlock > blockNumber) {
                high = mid;
            } else {
                low = mid + 1;
            }
        }
        return high == 0 ? 0 : list[high - 1].votes;
    }

    function _mint(address to, uint224 amount) internal {
        totalSupply += amount;
        balanceOf[to] += amount;
        emit Transfer(address(0), to, amount);
        _moveDelegates(address(0), delegates[to], amount);
    }

    function _moveDelegates(address from, address to, uint224 amount) private {
        if (from == to || amount == 0) return;
        if (from != address(0)) {
            uint224 old = getVotes(from);
            _writeCheckpoint(from, old, old - amount);
        }
        if (to != address(0)) {
            uint224 old = getVotes(to);
            _writeCheckpoint(to, old, old + amount);
        }
    }

    function _writeCheckpoint(address delegatee, uint224 oldVotes, uint224 newVotes) private {
        Checkpoint[] storage list = checkpoints[delegatee];
        uint256 n = list.length;
        if (n > 0 && list[n - 1].fromBlock == block.number) {
            list[n - 1].votes = newVotes;
        } else {
            list.push(Checkpoint(uint32(block.number), newVotes));
        }
        emit DelegateVotesChanged(delegatee, oldVotes, newVotes);
    }
}

contract Governor is VotesToken {
    enum ProposalState { Unknown, Pending, Active, Defeated, Succeeded, Executed }
    enum Support { Against, For, Abstain }

    struct Proposal {
        address proposer;
        uint32 snapshot;
        uint32 deadline;
        bool executed;
        uint256 againstVotes;
        uint256 forVotes;
        uint256 abstainVotes;
        mapping(address => bool) hasVoted;
    }

    uint32 public constant VOTING_PERIOD = 10;
    uint224 public constant PROPOSAL_THRESHOLD = 100;
    uint256 public proposalCount;
    mapping(uint256 => Proposal) public proposals;
    address private immutable admin = msg.sender;

    event ProposalCreated(uint256 indexed id, address indexed proposer, uint32 snapshot, string description);
    event VoteCast(address indexed voter, uint256 indexed id, Support support, uint256 weight);
    event ProposalExecuted(uint256 id);

    error WrongState(uint256 id, ProposalState actual);
    error BelowThreshold(uint224 votes);
    error VotedTwice(address voter);

    function mint(address to, uint224 amount) external {
        require(msg.sender == admin);
        _mint(to, amount);
    }

    function propose(string calldata description) external returns (uint256 id) {
        uint224 votes = getPastVotes(msg.sender, uint32(block.number) - 1);
        if (votes < PROPOSAL_THRESHOLD) revert BelowThreshold(votes);
        id = ++proposalCount;
        Proposal storage p = proposals[id];
        p.proposer = msg.sender;
        p.snapshot = uint32(block.number);
        p.deadline = p.snapshot + VOTING_PERIOD;
        emit ProposalCreated(id, msg.sender, p.snapshot, description);
    }

    function state(uint256 id) public view returns (ProposalState) {
        Proposal storage p = proposals[id];
        if (p.proposer == address(0)) return ProposalState.Unknown;
        if (p.executed) return ProposalState.Executed;
        if (block.number <= p.snapshot) return ProposalState.Pending;
        if (block.number <= p.deadline) return ProposalState.Active;
        bool quorum = (p.forVotes + p.abstainVotes) * 100 >= uint256(totalSupply) * 30;
        return quorum && p.forVotes > p.againstVotes ? ProposalState.Succeeded : ProposalState.Defeated;
    }

    function castVote(uint256 id, Support support) external returns (uint256 weight) {
        if (state(id) != ProposalState.Active) revert WrongState(id, state(id));
        Proposal storage p = proposals[id];
        if (p.hasVoted[msg.sender]) revert VotedTwice(msg.sender);
        p.hasVoted[msg.sender] = true;
        weight = getPastVotes(msg.sender, p.snapshot);
        if (support == Support.For) {
            p.forVotes += weight;
        } else if (support == Support.Against) {
            p.againstVotes += weight;
        } else {
            p.abstainVotes += weight;
        }
        emit VoteCast(msg.sender, id, support, weight);
    }

    function execute(uint256 id) external {
        ProposalState current = state(id);
        if (current != ProposalState.Succeeded) revert WrongState(id, current);
        proposals[id].executed = true;
        emit ProposalExecuted(id);
    }
}

//= deploy: ok
//= mint(address,uint224): ok
//=   event Transfer(address,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x000000000000000000000000000000000000000000000000000000000000012c
//= mint(address,uint224): ok
//=   event Transfer(address,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000cc] 0x0000000000000000000000000000000000000000000000000000000000000096
//= mint(address,uint224): revert
//= getVotes(address): ok 0
//= delegate(address): ok
//=   event DelegateChanged(address,address,address) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x
//=   event DelegateVotesChanged(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000012c
//= delegate(address): ok
//=   event DelegateChanged(address,address,address) [0x00000000000000000000000000000000000000000000000000000000000000cc, 0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x
//=   event DelegateVotesChanged(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x000000000000000000000000000000000000000000000000000000000000012c00000000000000000000000000000000000000000000000000000000000001c2
//= transfer(address,uint224): ok
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000000000000000000000000000dd] 0x0000000000000000000000000000000000000000000000000000000000000064
//=   event DelegateVotesChanged(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x00000000000000000000000000000000000000000000000000000000000001c2000000000000000000000000000000000000000000000000000000000000015e
//= delegate(address): ok
//=   event DelegateChanged(address,address,address) [0x00000000000000000000000000000000000000000000000000000000000000dd, 0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000dd] 0x
//=   event DelegateVotesChanged(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000dd] 0x00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000064
//= transfer(address,uint224): revert "Votes: insufficient balance"
//= numCheckpoints(address): ok 3
//= checkpoints(address,uint256): ok 4, 450
//= getPastVotes(address,uint32): ok 300
//= getPastVotes(address,uint32): ok 450
//= getPastVotes(address,uint32): ok 0
//= getPastVotes(address,uint32): revert "Votes: block not yet mined"
//= propose(string): ok 1
//=   event ProposalCreated(uint256,address,uint32,string) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x00000000000000000000000000000000000000000000000000000000000000dd] 0x00000000000000000000000000000000000000000000000000000000000000060000000000000000000000000000000000000000000000000000000000000040000000000000000000000000000000000000000000000000000000000000000f526169736520746865206c696d69740000000000000000000000000000000000
//= propose(string): revert BelowThreshold(uint224) (0)
//= castVote(uint256,uint8): revert WrongState(uint256,uint8) (1, 1)
//= castVote(uint256,uint8): ok 350
//=   event VoteCast(address,uint256,uint8,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x0000000000000000000000000000000000000000000000000000000000000001000000000000000000000000000000000000000000000000000000000000015e
//= castVote(uint256,uint8): revert VotedTwice(address) (0x00000000000000000000000000000000000000bb)
//= castVote(uint256,uint8): ok 100
//=   event VoteCast(address,uint256,uint8,uint256) [0x00000000000000000000000000000000000000000000000000000000000000dd, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x00000000000000000000000000000000000000000000000000000000000000020000000000000000000000000000000000000000000000000000000000000064
//= castVote(uint256,uint8): revert
//= state(uint256): ok 2
//= state(uint256): ok 4
//= execute(uint256): revert WrongState(uint256,uint8) (1, 2)
//= execute(uint256): ok
//=   event ProposalExecuted(uint256) [] 0x0000000000000000000000000000000000000000000000000000000000000001
//= execute(uint256): revert WrongState(uint256,uint8) (1, 5)
//= state(uint256): ok 5
//= state(uint256): ok 0
//= proposals(uint256): ok 0x00000000000000000000000000000000000000dd, 6, 16, true, 0, 350, 100
