// The ballot of many courses: weights, delegation in chains, a winner.
//? deploy(bytes32[] [0x6f6e650000000000000000000000000000000000000000000000000000000000, 0x74776f0000000000000000000000000000000000000000000000000000000000]) from 0xaa
//? giveRightToVote(address 0xbb) from 0xaa
//? giveRightToVote(address 0xcc) from 0xaa
//? giveRightToVote(address 0xdd) from 0xbb
//? delegate(address 0xcc) from 0xbb
//? delegate(address 0xbb) from 0xcc
//? vote(uint256 1) from 0xcc
//? vote(uint256 0) from 0xaa
//? vote(uint256 0) from 0xbb
//? vote(uint256 0) from 0xee
//? winningProposal()
//? winnerName()
//? voters(address 0xcc)
//? proposals(uint256 1)
// SPDX-License-Identifier: MIT
pragma solidity >=0.7.0 <0.9.0;

contract Ballot {
    struct Voter {
        uint weight;
        bool voted;
        address delegate;
        uint vote;
    }

    struct Proposal {
        bytes32 name;
        uint voteCount;
    }

    address public chairperson;
    mapping(address => Voter) public voters;
    Proposal[] public proposals;

    constructor(bytes32[] memory proposalNames) {
        chairperson = msg.sender;
        voters[chairperson].weight = 1;
        for (uint i = 0; i < proposalNames.length; i++) {
            proposals.push(Proposal({name: proposalNames[i], voteCount: 0}));
        }
    }

    function giveRightToVote(address voter) external {
        require(msg.sender == chairperson, "Only chairperson can give right to vote.");
        require(!voters[voter].voted, "The voter already voted.");
        require(voters[voter].weight == 0);
        voters[voter].weight = 1;
    }

    function delegate(address to) external {
        Voter storage sender = voters[msg.sender];
        require(sender.weight != 0, "You have no right to vote");
        require(!sender.voted, "You already voted.");
        require(to != msg.sender, "Self-delegation is disallowed.");
        while (voters[to].delegate != address(0)) {
            to = voters[to].delegate;
            require(to != msg.sender, "Found loop in delegation.");
        }
        Voter storage delegate_ = voters[to];
        require(delegate_.weight >= 1);
        sender.voted = true;
        sender.delegate = to;
        if (delegate_.voted) {
            proposals[delegate_.vote].voteCount += sender.weight;
        } else {
            delegate_.weight += sender.weight;
        }
    }

    function vote(uint proposal) external {
        Voter storage sender = voters[msg.sender];
        require(sender.weight != 0, "Has no right to vote");
        require(!sender.voted, "Already voted.");
        sender.voted = true;
        sender.vote = proposal;
        proposals[proposal].voteCount += sender.weight;
    }

    function winningProposal() public view returns (uint winningProposal_) {
        uint winningVoteCount = 0;
        for (uint p = 0; p < proposals.length; p++) {
            if (proposals[p].voteCount > winningVoteCount) {
                winningVoteCount = proposals[p].voteCount;
                winningProposal_ = p;
            }
        }
    }

    function winnerName() external view returns (bytes32 winnerName_) {
        winnerName_ = proposals[winningProposal()].name;
    }
}

//= deploy: ok
//= giveRightToVote(address): ok
//= giveRightToVote(address): ok
//= giveRightToVote(address): revert "Only chairperson can give right to vote."
//= delegate(address): ok
//= delegate(address): revert "Found loop in delegation."
//= vote(uint256): ok
//= vote(uint256): ok
//= vote(uint256): revert "Already voted."
//= vote(uint256): revert "Has no right to vote"
//= winningProposal(): ok 1
//= winnerName(): ok 0x74776f0000000000000000000000000000000000000000000000000000000000
//= voters(address): ok 2, true, 0x0000000000000000000000000000000000000000, 1
//= proposals(uint256): ok 0x74776f0000000000000000000000000000000000000000000000000000000000, 2
