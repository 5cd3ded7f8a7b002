// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

// A vote among proposals in which votes can be delegated.
contract Ballot {
    struct Voter {
        uint256 weight;
        bool voted;
        address delegate;
        uint256 choice;
    }

    struct Proposal {
        string name;
        uint256 votes;
    }

    address public chair;
    mapping(address => Voter) public voters;
    Proposal[] private proposals;

    modifier onlyChair() {
        require(msg.sender == chair, "Only the chair can do this.");
        _;
    }

    constructor() {
        chair = msg.sender;
        voters[chair].weight = 1;
        proposals.push(Proposal("Dawn", 0));
        proposals.push(Proposal("Dusk", 0));
        proposals.push(Proposal("Noon", 0));
    }

    function admit(address voter) public onlyChair {
        require(voters[voter].weight == 0, "This voter has been admitted before.");
        voters[voter].weight = 1;
    }

    function delegate(address from, address to) internal {
        Voter storage giver = voters[from];
        require(!giver.voted && giver.weight > 0, "This voter has no vote to give.");
        require(to != from, "Nobody can delegate to themselves.");
        giver.voted = true;
        giver.delegate = to;
        Voter storage taker = voters[to];
        if (taker.voted) proposals[taker.choice].votes += giver.weight;
        else taker.weight += giver.weight;
    }

    function vote(uint256 choice) public {
        Voter storage voter = voters[msg.sender];
        require(voter.weight > 0, "This voter has no vote.");
        require(!voter.voted, "This voter has voted.");
        voter.voted = true;
        voter.choice = choice;
        proposals[choice].votes += voter.weight;
    }

    function winner() public view returns (string memory name, uint256 votes) {
        for (uint256 i = 0; i < proposals.length; i++) {
            if (proposals[i].votes > votes) {
                votes = proposals[i].votes;
                name = proposals[i].name;
            }
        }
    }

    function demo() external returns (string memory, uint256) {
        address bob = address(0x2222222222222222222222222222222222222222);
        admit(bob);
        delegate(bob, msg.sender);
        vote(1);
        return winner();
    }
}
