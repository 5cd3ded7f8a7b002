// A ballot by commit and reveal: registration, secret votes, counting, a tie, deposits lost by silence.
//? deploy(string[] ["red", "green"], uint64 100, uint64 100) from 0x00000000000000000000000000000000000000aa time 1700000000
//? commitVote(bytes32 0x1111111111111111111111111111111111111111111111111111111111111111) value 10 from 0x00000000000000000000000000000000000000bb time 1700000010
//? register(address[] [0x00000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000cc, 0x00000000000000000000000000000000000000dd]) from 0x00000000000000000000000000000000000000aa
//? hashVote(uint8 1, string "salt", address 0x00000000000000000000000000000000000000bb)
//? commitVote(bytes32 0xb4a9ed7d9b1aa6f0f1a9e0f4b2b9de0a4a1fd6d4d4c8c11e94b4d8f5c2a3e1f0) value 9 from 0x00000000000000000000000000000000000000bb time 1700000010
//? commitOpen(uint8 1, string "salt") value 10 from 0x00000000000000000000000000000000000000bb time 1700000010
//? commitOpen(uint8 0, string "pepper") value 10 from 0x00000000000000000000000000000000000000cc time 1700000020
//? commitOpen(uint8 0, string "sugar") value 10 from 0x00000000000000000000000000000000000000dd time 1700000030
//? commitOpen(uint8 0, string "sugar") value 10 from 0x00000000000000000000000000000000000000dd time 1700000031
//? reveal(uint8 1, string "salt") from 0x00000000000000000000000000000000000000bb time 1700000050
//? reveal(uint8 0, string "salt") from 0x00000000000000000000000000000000000000bb time 1700000110
//? reveal(uint8 1, string "salt") from 0x00000000000000000000000000000000000000bb time 1700000110
//? reveal(uint8 1, string "salt") from 0x00000000000000000000000000000000000000bb time 1700000111
//? reveal(uint8 0, string "pepper") from 0x00000000000000000000000000000000000000cc time 1700000150
//? results() time 1700000150
//? results() time 1700000201
//? reveal(uint8 0, string "sugar") from 0x00000000000000000000000000000000000000dd time 1700000201
//? forfeited() time 1700000201
//? refunds(address 0x00000000000000000000000000000000000000bb)

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract SecretBallot {
    enum Phase { Commit, Reveal, Ended }

    struct Voter {
        bool registered;
        bool revealed;
        bytes32 commitment;
    }

    uint256 private constant DEPOSIT = 10 wei;

    address private immutable chair;
    uint64 private immutable commitEnd;
    uint64 private immutable revealEnd;
    string[] public choices;
    uint256[] private counts;
    mapping(address => Voter) private voters;
    mapping(address => uint256) public refunds;
    uint256 private held;

    event Committed(address indexed voter, bytes32 commitment);
    event Revealed(address indexed voter, uint8 choice);

    error WrongPhase(Phase expected, Phase actual);

    modifier onlyIn(Phase expected) {
        if (phase() != expected) revert WrongPhase(expected, phase());
        _;
    }

    constructor(string[] memory choices_, uint64 commitTime, uint64 revealTime) {
        chair = msg.sender;
        choices = choices_;
        counts = new uint256[](choices_.length);
        commitEnd = uint64(block.timestamp) + commitTime;
        revealEnd = commitEnd + revealTime;
    }

    function phase() public view returns (Phase) {
        return block.timestamp <= commitEnd
            ? Phase.Commit
            : block.timestamp <= revealEnd ? Phase.Reveal : Phase.Ended;
    }

    function register(address[] memory list) external {
        require(msg.sender == chair, "only the chair");
        for (uint256 i = 0; i < list.length; i++) voters[list[i]].registered = true;
    }

    function hashVote(uint8 choice, string memory salt, address voter) public pure returns (bytes32) {
        return keccak256(abi.encode(choice, salt, voter));
    }

    function commitVote(bytes32 commitment) public payable onlyIn(Phase.Commit) {
        Voter storage voter = voters[msg.sender];
        require(voter.registered, "not registered");
        require(msg.value == DEPOSIT, "wrong deposit");
        require(voter.commitment == 0, "voted");
        voter.commitment = commitment;
        held += msg.value;
        emit Committed(msg.sender, commitment);
    }

    function commitOpen(uint8 choice, string calldata salt) external payable {
        commitVote(hashVote(choice, salt, msg.sender));
    }

    function reveal(uint8 choice, string calldata salt) external onlyIn(Phase.Reveal) {
        Voter storage voter = voters[msg.sender];
        require(!voter.revealed, "revealed");
        require(voter.commitment == hashVote(choice, salt, msg.sender), "wrong hash");
        require(choice < choices.length, "no such choice");
        voter.revealed = true;
        counts[choice]++;
        held -= DEPOSIT;
        refunds[msg.sender] += DEPOSIT;
        emit Revealed(msg.sender, choice);
    }

    function results() external view onlyIn(Phase.Ended) returns (string memory winner, bool tie, uint256[] memory) {
        uint256 best = 0;
        for (uint256 i = 1; i < counts.length; i++) {
            if (counts[i] > counts[best]) {
                best = i;
                tie = false;
            } else if (counts[i] == counts[best]) {
                tie = true;
            }
        }
        return (tie ? "" : choices[best], tie, counts);
    }

    function forfeited() external view onlyIn(Phase.Ended) returns (uint256) {
        return held;
    }
}

//= deploy: ok
//= commitVote(bytes32): revert "not registered"
//= register(address[]): ok
//= hashVote(uint8,string,address): ok 0xea1723584d719586f8cbbdaa7a53cbe5869e8487736b19547a62930d02a4e6fe
//= commitVote(bytes32): revert "wrong deposit"
//= commitOpen(uint8,string): ok
//=   event Committed(address,bytes32) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0xea1723584d719586f8cbbdaa7a53cbe5869e8487736b19547a62930d02a4e6fe
//= commitOpen(uint8,string): ok
//=   event Committed(address,bytes32) [0x00000000000000000000000000000000000000000000000000000000000000cc] 0x8e9e43beec4e748d9e0336913fb6668a88223aabf1a6a942fe06dcde291cae73
//= commitOpen(uint8,string): ok
//=   event Committed(address,bytes32) [0x00000000000000000000000000000000000000000000000000000000000000dd] 0xf6947a696f5951f872e5629555cf7a070b674fee1ef4cd626a625ad24f1cc9de
//= commitOpen(uint8,string): revert "voted"
//= reveal(uint8,string): revert WrongPhase(uint8,uint8) (1, 0)
//= reveal(uint8,string): revert "wrong hash"
//= reveal(uint8,string): ok
//=   event Revealed(address,uint8) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x0000000000000000000000000000000000000000000000000000000000000001
//= reveal(uint8,string): revert "revealed"
//= reveal(uint8,string): ok
//=   event Revealed(address,uint8) [0x00000000000000000000000000000000000000000000000000000000000000cc] 0x0000000000000000000000000000000000000000000000000000000000000000
//= results(): revert WrongPhase(uint8,uint8) (2, 1)
//= results(): ok "", true, [1, 1]
//= reveal(uint8,string): revert WrongPhase(uint8,uint8) (1, 2)
//= forfeited(): ok 10
//= refunds(address): ok 10
