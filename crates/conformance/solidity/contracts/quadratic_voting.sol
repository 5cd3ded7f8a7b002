// SPDX-License-Identifier: MIT
//? deploy(uint64 1000) from 0xaa time 1700000000
//? register(address[] [0xb1, 0xb2, 0xb3], uint32[] [100, 50, 9]) from 0xaa
//? register(address[] [0xb1], uint32[] [1, 2]) from 0xaa
//? register(address[] [0xb4], uint32[] [4294967295]) from 0xb1
//? propose(string "Park", string "More trees") from 0xb1
//? propose(string "Bridge", string "") from 0xb2
//? propose(string "", string "x") from 0xb2
//? vote(uint256 0, int256 9) from 0xb1 time 1700000100
//? vote(uint256 1, int256 -4) from 0xb1 time 1700000101
//? vote(uint256 1, int256 -3) from 0xb1 time 1700000102
//? vote(uint256 1, int256 5) from 0xb2 time 1700000103
//? vote(uint256 0, int256 3) from 0xb3 time 1700000104
//? vote(uint256 0, int256 -3) from 0xb3 time 1700000105
//? vote(uint256 0, int256 57896044618658097711785492504343953926634992332820282019728792003956564819967) from 0xb3
//? vote(uint256 2, int256 1) from 0xb3
//? credits(address 0xb1)
//? credits(address 0xb3)
//? tally(uint256 0)
//? tally(uint256 1)
//? winners()
//? vote(uint256 0, int256 1) from 0xb1 time 1700001001
//? close() from 0xb9 time 1700001001
//? close() from 0xb9 time 1700001001
//? ballots(uint256 1)
pragma solidity ^0.8.17;

contract QuadraticVoting {
    type Credits is uint32;

    enum Phase {
        Registration,
        Voting,
        Closed
    }

    struct Ballot {
        address voter;
        int256 weight;
        uint256 spent;
    }

    struct Proposal {
        string title;
        bytes32 digest;
        address by;
        int256 total;
        Ballot[] ballots;
        mapping(address voter => uint256 indexPlusOne) position;
    }

    error WrongPhase(Phase wanted, Phase current);
    error NotEnoughCredits(uint256 needed, uint256 left);
    error BadInput(string what);

    event Registered(address indexed voter, Credits credits);
    event Proposed(uint256 indexed id, address indexed by, string title);
    event Voted(uint256 indexed id, address indexed voter, int256 weight, uint256 cost);
    event Closed(uint256[] winners, int256 total);

    address public immutable chair;
    uint64 public immutable deadline;
    Phase private phase;
    mapping(address => Credits) public credits;
    Proposal[] private proposals;

    constructor(uint64 duration) {
        chair = msg.sender;
        deadline = uint64(block.timestamp) + duration;
    }

    modifier during(Phase wanted) {
        if (phase == Phase.Registration && wanted == Phase.Voting) phase = Phase.Voting;
        if (phase != wanted) revert WrongPhase(wanted, phase);
        _;
    }

    modifier only(address who) {
        require(msg.sender == who, "not allowed");
        _;
    }

    function register(address[] calldata voters, uint32[] calldata amounts)
        external
        only(chair)
        during(Phase.Registration)
    {
        if (voters.length != amounts.length) revert BadInput("lengths");
        for (uint256 i = 0; i < voters.length; ++i) {
            credits[voters[i]] = Credits.wrap(amounts[i]);
            emit Registered(voters[i], credits[voters[i]]);
        }
    }

    function propose(string memory title, string memory text) external returns (uint256 id) {
        if (bytes(title).length == 0) revert BadInput({what: "title"});
        id = proposals.length;
        Proposal storage proposal = proposals.push();
        proposal.title = title;
        proposal.digest = keccak256(abi.encode(title, text));
        proposal.by = msg.sender;
        emit Proposed(id, msg.sender, title);
    }

    function vote(uint256 id, int256 weight) external during(Phase.Voting) {
        require(block.timestamp < deadline, "too late");
        Proposal storage proposal = proposals[id];
        uint256 cost = uint256(weight * weight);
        uint256 index = proposal.position[msg.sender];
        uint256 left = Credits.unwrap(credits[msg.sender]);
        if (index == 0) {
            proposal.ballots.push(Ballot(msg.sender, 0, 0));
            proposal.position[msg.sender] = index = proposal.ballots.length;
        }
        Ballot storage ballot = proposal.ballots[index - 1];
        left += ballot.spent;
        if (cost > left) revert NotEnoughCredits(cost, left);
        proposal.total += weight - ballot.weight;
        (ballot.weight, ballot.spent) = (weight, cost);
        credits[msg.sender] = Credits.wrap(uint32(left - cost));
        emit Voted(id, msg.sender, weight, cost);
    }

    function tally(uint256 id) external view returns (string memory title, int256 total, uint256 voters) {
        Proposal storage p = proposals[id];
        return (p.title, p.total, p.ballots.length);
    }

    function ballots(uint256 id) external view returns (Ballot[] memory) {
        return proposals[id].ballots;
    }

    function winners() public view returns (uint256[] memory ids, int256 best) {
        best = type(int256).min;
        uint256 count;
        for (uint256 i = 0; i < proposals.length; i++) {
            int256 total = proposals[i].total;
            if (total > best) (best, count) = (total, 1);
            else if (total == best) count++;
        }
        ids = new uint256[](count);
        for (uint256 i = proposals.length; i > 0; i--) {
            if (proposals[i - 1].total == best) ids[--count] = i - 1;
        }
    }

    function close() external during(Phase.Voting) {
        require(block.timestamp >= deadline, "too early");
        phase = Phase.Closed;
        (uint256[] memory ids, int256 best) = winners();
        emit Closed(ids, best);
    }
}

//= deploy: ok
//= register(address[],uint32[]): ok
//=   event Registered(address,uint32) [0x00000000000000000000000000000000000000000000000000000000000000b1] 0x0000000000000000000000000000000000000000000000000000000000000064
//=   event Registered(address,uint32) [0x00000000000000000000000000000000000000000000000000000000000000b2] 0x0000000000000000000000000000000000000000000000000000000000000032
//=   event Registered(address,uint32) [0x00000000000000000000000000000000000000000000000000000000000000b3] 0x0000000000000000000000000000000000000000000000000000000000000009
//= register(address[],uint32[]): revert BadInput(string) ("lengths")
//= register(address[],uint32[]): revert "not allowed"
//= propose(string,string): ok 0
//=   event Proposed(uint256,address,string) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000b1] 0x000000000000000000000000000000000000000000000000000000000000002000000000000000000000000000000000000000000000000000000000000000045061726b00000000000000000000000000000000000000000000000000000000
//= propose(string,string): ok 1
//=   event Proposed(uint256,address,string) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x00000000000000000000000000000000000000000000000000000000000000b2] 0x000000000000000000000000000000000000000000000000000000000000002000000000000000000000000000000000000000000000000000000000000000064272696467650000000000000000000000000000000000000000000000000000
//= propose(string,string): revert BadInput(string) ("title")
//= vote(uint256,int256): ok
//=   event Voted(uint256,address,int256,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000b1] 0x00000000000000000000000000000000000000000000000000000000000000090000000000000000000000000000000000000000000000000000000000000051
//= vote(uint256,int256): ok
//=   event Voted(uint256,address,int256,uint256) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x00000000000000000000000000000000000000000000000000000000000000b1] 0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc0000000000000000000000000000000000000000000000000000000000000010
//= vote(uint256,int256): ok
//=   event Voted(uint256,address,int256,uint256) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x00000000000000000000000000000000000000000000000000000000000000b1] 0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd0000000000000000000000000000000000000000000000000000000000000009
//= vote(uint256,int256): ok
//=   event Voted(uint256,address,int256,uint256) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x00000000000000000000000000000000000000000000000000000000000000b2] 0x00000000000000000000000000000000000000000000000000000000000000050000000000000000000000000000000000000000000000000000000000000019
//= vote(uint256,int256): ok
//=   event Voted(uint256,address,int256,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000b3] 0x00000000000000000000000000000000000000000000000000000000000000030000000000000000000000000000000000000000000000000000000000000009
//= vote(uint256,int256): ok
//=   event Voted(uint256,address,int256,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000b3] 0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd0000000000000000000000000000000000000000000000000000000000000009
//= vote(uint256,int256): panic 0x11
//= vote(uint256,int256): panic 0x32
//= credits(address): ok 10
//= credits(address): ok 0
//= tally(uint256): ok "Park", 6, 2
//= tally(uint256): ok "Bridge", 2, 2
//= winners(): ok [0], 6
//= vote(uint256,int256): revert "too late"
//= close(): ok
//=   event Closed(uint256[],int256) [] 0x0000000000000000000000000000000000000000000000000000000000000040000000000000000000000000000000000000000000000000000000000000000600000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000000
//= close(): revert WrongPhase(uint8,uint8) (1, 2)
//= ballots(uint256): ok [(0x00000000000000000000000000000000000000b1, -3, 9), (0x00000000000000000000000000000000000000b2, 5, 25)]
