// Quadratic voting and matching: the cost of votes is their square, the match the square of summed roots.
//? deploy from 0x00000000000000000000000000000000000000aa
//? addOption(string "parks") from 0x00000000000000000000000000000000000000aa
//? addOption(string "roads") from 0x00000000000000000000000000000000000000aa
//? addOption(string "x") from 0x00000000000000000000000000000000000000bb
//? giveCredits(address[] [0x00000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000cc], uint256 100) from 0x00000000000000000000000000000000000000aa
//? castVotes(uint256 0, int256 7) from 0x00000000000000000000000000000000000000bb
//? castVotes(uint256 1, int256 -7) from 0x00000000000000000000000000000000000000bb
//? castVotes(uint256 1, int256 -8) from 0x00000000000000000000000000000000000000bb
//? credits(address 0x00000000000000000000000000000000000000bb)
//? castVotes(uint256 0, int256 3) from 0x00000000000000000000000000000000000000bb
//? credits(address 0x00000000000000000000000000000000000000bb)
//? castVotes(uint256 1, int256 10) from 0x00000000000000000000000000000000000000cc
//? castVotes(uint256 2, int256 1) from 0x00000000000000000000000000000000000000cc
//? castVotes(uint256 0, int256 57896044618658097711785492504343953926634992332820282019728792003956564819967) from 0x00000000000000000000000000000000000000cc
//? tally()
//? winner()
//? contribute(uint256 0) value 100 from 0x00000000000000000000000000000000000000bb
//? contribute(uint256 0) value 25 from 0x00000000000000000000000000000000000000cc
//? contribute(uint256 1) value 125 from 0x00000000000000000000000000000000000000dd
//? matched(uint256 1000)
//? rootOf(uint256 1000000)

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract QuadraticVoting {
    struct Option {
        string name;
        int256 votes;
        uint256 contributed;
        uint256 sumOfRoots;
    }

    address public admin = msg.sender;
    Option[] private options;
    mapping(address => uint256) public credits;
    mapping(address => mapping(uint256 => int256)) public votesOf;
    mapping(address => mapping(uint256 => uint256)) private contributions;

    event VotesCast(address indexed voter, uint256 indexed option, int256 votes, uint256 cost);

    modifier onlyAdmin() {
        require(msg.sender == admin, "admin only");
        _;
    }

    function addOption(string calldata name) external onlyAdmin {
        Option memory option;
        option.name = name;
        options.push(option);
    }

    function giveCredits(address[] calldata voters, uint256 amount) external onlyAdmin {
        for (uint256 i = 0; i < voters.length; ++i) {
            credits[voters[i]] += amount;
        }
    }

    /// @notice Sets the votes of the sender on an option; what earlier votes cost is given back first.
    function castVotes(uint256 option, int256 votes) external {
        int256 old = votesOf[msg.sender][option];
        uint256 available = credits[msg.sender] + uint256(old * old);
        uint256 cost = uint256(votes * votes);
        require(cost <= available, "not enough credits");
        credits[msg.sender] = available - cost;
        options[option].votes += votes - old;
        votesOf[msg.sender][option] = votes;
        emit VotesCast(msg.sender, option, votes, cost);
    }

    function contribute(uint256 option) external payable {
        Option storage o = options[option];
        uint256 before = contributions[msg.sender][option];
        uint256 afterwards = before + msg.value;
        o.contributed += msg.value;
        o.sumOfRoots = o.sumOfRoots + rootOf(afterwards) - rootOf(before);
        contributions[msg.sender][option] = afterwards;
    }

    function matched(uint256 pool) external view returns (uint256[] memory amounts) {
        amounts = new uint256[](options.length);
        uint256 total = 0;
        for (uint256 i = 0; i < options.length; i++) {
            amounts[i] = options[i].sumOfRoots ** 2;
            total += amounts[i];
        }
        if (total == 0) return amounts;
        for (uint256 i = 0; i < options.length; i++) {
            amounts[i] = pool * amounts[i] / total;
        }
    }

    function tally() external view returns (int256[] memory votes) {
        votes = new int256[](options.length);
        for (uint256 i = 0; i < votes.length; i++) votes[i] = options[i].votes;
    }

    function winner() external view returns (string memory name) {
        int256 best = type(int256).min;
        for (uint256 i = 0; i < options.length; i++) {
            if (options[i].votes > best) {
                best = options[i].votes;
                name = options[i].name;
            }
        }
    }

    function rootOf(uint256 x) public pure returns (uint256 y) {
        uint256 z = (x + 1) / 2;
        y = x;
        while (z < y) {
            (y, z) = (z, (x / z + z) / 2);
        }
    }
}

//= deploy: ok
//= addOption(string): ok
//= addOption(string): ok
//= addOption(string): revert "admin only"
//= giveCredits(address[],uint256): ok
//= castVotes(uint256,int256): ok
//=   event VotesCast(address,uint256,int256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x00000000000000000000000000000000000000000000000000000000000000070000000000000000000000000000000000000000000000000000000000000031
//= castVotes(uint256,int256): ok
//=   event VotesCast(address,uint256,int256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x0000000000000000000000000000000000000000000000000000000000000001] 0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff90000000000000000000000000000000000000000000000000000000000000031
//= castVotes(uint256,int256): revert "not enough credits"
//= credits(address): ok 2
//= castVotes(uint256,int256): ok
//=   event VotesCast(address,uint256,int256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x00000000000000000000000000000000000000000000000000000000000000030000000000000000000000000000000000000000000000000000000000000009
//= credits(address): ok 42
//= castVotes(uint256,int256): ok
//=   event VotesCast(address,uint256,int256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x000000000000000000000000000000000000000000000000000000000000000a0000000000000000000000000000000000000000000000000000000000000064
//= castVotes(uint256,int256): revert "not enough credits"
//= castVotes(uint256,int256): panic 0x11
//= tally(): ok [3, 3]
//= winner(): ok "parks"
//= contribute(uint256): ok
//= contribute(uint256): ok
//= contribute(uint256): ok
//= matched(uint256): ok [650, 349]
//= rootOf(uint256): ok 1000
