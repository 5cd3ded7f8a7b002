// Mutual insurance: members pay premiums, claims are decided by votes of other members.
//? deploy from 0x00000000000000000000000000000000000000aa
//? join(uint8 0) value 100 from 0x00000000000000000000000000000000000000bb
//? join(uint8 1) value 250 from 0x00000000000000000000000000000000000000cc
//? join(uint8 2) value 600 from 0x00000000000000000000000000000000000000dd
//? join(uint8 2) value 599 from 0x00000000000000000000000000000000000000ee
//? join(uint8 0) value 100 from 0x00000000000000000000000000000000000000bb
//? fileClaim(uint256 301, string "water") from 0x00000000000000000000000000000000000000bb time 1700000000
//? fileClaim(uint256 300, string "water") from 0x00000000000000000000000000000000000000bb time 1700000000
//? fileClaim(uint256 10, string "again") from 0x00000000000000000000000000000000000000bb time 1700000000
//? fileClaim(uint256 10, string "none") from 0x00000000000000000000000000000000000000ee time 1700000000
//? vote(uint256 0, bool true) from 0x00000000000000000000000000000000000000bb time 1700000010
//? vote(uint256 0, bool true) from 0x00000000000000000000000000000000000000cc time 1700000010
//? vote(uint256 0, bool false) from 0x00000000000000000000000000000000000000cc time 1700000010
//? settle(uint256 0) time 1700000010
//? vote(uint256 0, bool true) from 0x00000000000000000000000000000000000000dd time 1700000010
//? settle(uint256 0) time 1700604801
//? settle(uint256 0) time 1700604801
//? fileClaim(uint256 1000, string "fire") from 0x00000000000000000000000000000000000000dd time 1700604900
//? vote(uint256 1, bool false) from 0x00000000000000000000000000000000000000bb time 1700604901
//? settle(uint256 1) time 1701209701
//? claims(uint256 0)
//? claims(uint256 1)
//? pool()
//? payouts(address 0x00000000000000000000000000000000000000bb)
//? membersCount()

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.16;

contract InsurancePool {
    enum Tier { Bronze, Silver, Gold }
    enum ClaimState { Open, Paid, Rejected }

    struct Member {
        Tier tier;
        bool active;
        bool hasOpenClaim;
        uint128 premiums;
    }

    struct Claim {
        address claimant;
        uint256 amount;
        uint64 deadline;
        uint32 yes;
        uint32 no;
        ClaimState state;
        string reason;
    }

    uint64 constant VOTING_TIME = 1 weeks;
    uint256 constant COVER_FACTOR = 3;

    mapping(Tier => uint256) public price;
    mapping(address => Member) public members;
    mapping(uint256 => mapping(address => bool)) private _voted;
    mapping(address => uint256) public payouts;
    Claim[] public claims;
    uint256 public pool;
    uint32 public membersCount;

    event MemberJoined(address indexed member, Tier tier);
    event ClaimFiled(uint256 indexed id, address indexed claimant, uint256 amount, string reason);
    event Voted(uint256 indexed id, address indexed voter, bool approve);
    event ClaimSettled(uint256 indexed id, ClaimState state, uint256 paid);

    modifier onlyMember() {
        require(members[msg.sender].active, "InsurancePool: not a member");
        _;
    }

    constructor() {
        price[Tier.Bronze] = 100 wei;
        price[Tier.Silver] = 250 wei;
        price[Tier.Gold] = 600 wei;
    }

    function join(Tier tier) external payable {
        require(msg.value == price[tier], "InsurancePool: wrong premium");
        require(!members[msg.sender].active, "InsurancePool: member already");
        members[msg.sender] =
            Member({tier: tier, active: true, hasOpenClaim: false, premiums: uint128(msg.value)});
        membersCount++;
        pool += msg.value;
        emit MemberJoined(msg.sender, tier);
    }

    function fileClaim(uint256 amount, string calldata reason) external onlyMember returns (uint256 id) {
        Member storage member = members[msg.sender];
        require(!member.hasOpenClaim, "InsurancePool: open claim");
        require(amount <= member.premiums * COVER_FACTOR, "InsurancePool: beyond cover");
        member.hasOpenClaim = true;
        id = claims.length;
        Claim storage claim = claims.push();
        claim.claimant = msg.sender;
        claim.amount = amount;
        claim.reason = reason;
        claim.deadline = uint64(block.timestamp) + VOTING_TIME;
        emit ClaimFiled(id, msg.sender, amount, reason);
    }

    function vote(uint256 id, bool approve) external onlyMember {
        Claim storage claim = claims[id];
        require(claim.claimant != msg.sender, "InsurancePool: own claim");
        require(!_voted[id][msg.sender], "InsurancePool: voted");
        require(block.timestamp <= claim.deadline, "InsurancePool: voting is over");
        _voted[id][msg.sender] = true;
        approve ? claim.yes++ : claim.no++;
        emit Voted(id, msg.sender, approve);
    }

    function settle(uint256 id) external {
        Claim storage claim = claims[id];
        require(claim.state == ClaimState.Open, "InsurancePool: settled");
        require(block.timestamp > claim.deadline, "InsurancePool: voting is not over");
        uint256 paid = 0;
        if (claim.yes > claim.no && uint256(claim.yes + claim.no) * 2 >= membersCount - 1) {
            paid = claim.amount < pool ? claim.amount : pool;
            pool -= paid;
            payouts[claim.claimant] += paid;
            claim.state = ClaimState.Paid;
        } else {
            claim.state = ClaimState.Rejected;
        }
        members[claim.claimant].hasOpenClaim = false;
        emit ClaimSettled(id, claim.state, paid);
    }
}

//= deploy: ok
//= join(uint8): ok
//=   event MemberJoined(address,uint8) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x0000000000000000000000000000000000000000000000000000000000000000
//= join(uint8): ok
//=   event MemberJoined(address,uint8) [0x00000000000000000000000000000000000000000000000000000000000000cc] 0x0000000000000000000000000000000000000000000000000000000000000001
//= join(uint8): ok
//=   event MemberJoined(address,uint8) [0x00000000000000000000000000000000000000000000000000000000000000dd] 0x0000000000000000000000000000000000000000000000000000000000000002
//= join(uint8): revert "InsurancePool: wrong premium"
//= join(uint8): revert "InsurancePool: member already"
//= fileClaim(uint256,string): revert "InsurancePool: beyond cover"
//= fileClaim(uint256,string): ok 0
//=   event ClaimFiled(uint256,address,uint256,string) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x000000000000000000000000000000000000000000000000000000000000012c000000000000000000000000000000000000000000000000000000000000004000000000000000000000000000000000000000000000000000000000000000057761746572000000000000000000000000000000000000000000000000000000
//= fileClaim(uint256,string): revert "InsurancePool: open claim"
//= fileClaim(uint256,string): revert "InsurancePool: not a member"
//= vote(uint256,bool): revert "InsurancePool: own claim"
//= vote(uint256,bool): ok
//=   event Voted(uint256,address,bool) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000cc] 0x0000000000000000000000000000000000000000000000000000000000000001
//= vote(uint256,bool): revert "InsurancePool: voted"
//= settle(uint256): revert "InsurancePool: voting is not over"
//= vote(uint256,bool): ok
//=   event Voted(uint256,address,bool) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000dd] 0x0000000000000000000000000000000000000000000000000000000000000001
//= settle(uint256): ok
//=   event ClaimSettled(uint256,uint8,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000] 0x0000000000000000000000000000000000000000000000000000000000000001000000000000000000000000000000000000000000000000000000000000012c
//= settle(uint256): revert "InsurancePool: settled"
//= fileClaim(uint256,string): ok 1
//=   event ClaimFiled(uint256,address,uint256,string) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x00000000000000000000000000000000000000000000000000000000000000dd] 0x00000000000000000000000000000000000000000000000000000000000003e8000000000000000000000000000000000000000000000000000000000000004000000000000000000000000000000000000000000000000000000000000000046669726500000000000000000000000000000000000000000000000000000000
//= vote(uint256,bool): ok
//=   event Voted(uint256,address,bool) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x0000000000000000000000000000000000000000000000000000000000000000
//= settle(uint256): ok
//=   event ClaimSettled(uint256,uint8,uint256) [0x0000000000000000000000000000000000000000000000000000000000000001] 0x00000000000000000000000000000000000000000000000000000000000000020000000000000000000000000000000000000000000000000000000000000000
//= claims(uint256): ok 0x00000000000000000000000000000000000000bb, 300, 1700604800, 2, 0, 1, "water"
//= claims(uint256): ok 0x00000000000000000000000000000000000000dd, 1000, 1701209700, 0, 1, 2, "fire"
//= pool(): ok 650
//= payouts(address): ok 300
//= membersCount(): ok 3
