// The ballot of the documentation, unchanged: voters, delegation, proposals by name.
//? deploy(bytes32[] [0x6100000000000000000000000000000000000000000000000000000000000000, 0x6200000000000000000000000000000000000000000000000000000000000000]) from 0xc0
//? giveRightToVote(address 0x00000000000000000000000000000000000000a1) from 0xc0
//? giveRightToVote(address 0x00000000000000000000000000000000000000a2) from 0xc0
//? giveRightToVote(address 0x00000000000000000000000000000000000000a2) from 0xa1
//? delegate(address 0x00000000000000000000000000000000000000a2) from 0xa1
//? delegate(address 0x00000000000000000000000000000000000000a1) from 0xa1
//? vote(uint256 1) from 0xa2
//? vote(uint256 1) from 0xa2
//? vote(uint256 7) from 0xc0
//? winnerName()
//? voters(address 0x00000000000000000000000000000000000000a1)
//? proposals(uint256 1)
pragma solidity >=0.7.0 <0.9.0;
contract Ballot {
    struct Voter { uint weight; bool voted; address delegate; uint vote; }
    struct Proposal { bytes32 name; uint voteCount; }
    address public chairperson;
    mapping(address => Voter) public voters;
    Proposal[] public proposals;
    constructor(bytes32[] memory proposalNames) {
        chairperson = msg.sender;
        voters[chairperson].weight = 1;
        for (uint i = 0; i < proposalNames.length; i++) { proposals.push(Proposal({ name: proposalNames[i], voteCount: 0 })); }
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
        while (voters[to].delegate != address(0)) { to = voters[to].delegate; require(to != msg.sender, "Found loop in delegation."); }
        Voter storage delegate_ = voters[to];
        require(delegate_.weight >= 1);
        sender.voted = true; sender.delegate = to;
        if (delegate_.voted) { proposals[delegate_.vote].voteCount += sender.weight; } else { delegate_.weight += sender.weight; }
    }
    function vote(uint proposal) external {
        Voter storage sender = voters[msg.sender];
        require(sender.weight != 0, "Has no right to vote");
        require(!sender.voted, "Already voted.");
        sender.voted = true; sender.vote = proposal;
        proposals[proposal].voteCount += sender.weight;
    }
    function winningProposal() public view returns (uint winningProposal_) {
        uint winningVoteCount = 0;
        for (uint p = 0; p < proposals.length; p++) { if (proposals[p].voteCount > winningVoteCount) { winningVoteCount = proposals[p].voteCount; winningProposal_ = p; } }
    }
    function winnerName() external view returns (bytes32 winnerName_) { winnerName_ = proposals[winningProposal()].name; }
}

//= deploy: ok
//= giveRightToVote(address): ok
//= giveRightToVote(address): ok
//= giveRightToVote(address): revert "Only chairperson can give right to vote."
//= delegate(address): ok
//= delegate(address): revert "You already voted."
//= vote(uint256): ok
//= vote(uint256): revert "Already voted."
//= vote(uint256): panic 0x32
//= winnerName(): ok 0x6200000000000000000000000000000000000000000000000000000000000000
//= voters(address): ok 1, true, 0x00000000000000000000000000000000000000a2, 0
//= proposals(uint256): ok 0x6200000000000000000000000000000000000000000000000000000000000000, 2
