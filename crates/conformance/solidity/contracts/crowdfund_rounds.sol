// Campaigns with goals: pledges, unpledging, claims and refunds by internal balances.
//? launch(uint256 100, uint32 10, uint32 100) from 0xaa time 1000
//? launch(uint256 100, uint32 10, uint32 5) from 0xaa time 1000
//? pledge(uint256 1) value 60 from 0xbb time 1005
//? pledge(uint256 1) value 60 from 0xbb time 1011
//? pledge(uint256 1) value 50 from 0xcc time 1050
//? unpledge(uint256 1, uint256 20) from 0xbb time 1060
//? claim(uint256 1) from 0xaa time 1101
//? refund(uint256 1) from 0xbb time 1101
//? refund(uint256 1) from 0xbb time 1101
//? credits(address 0xbb)
//? campaigns(uint256 1)
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.26;

contract CrowdFund {
    event Launch(uint256 id, address indexed creator, uint256 goal, uint32 startAt, uint32 endAt);
    event Pledge(uint256 indexed id, address indexed caller, uint256 amount);
    event Unpledge(uint256 indexed id, address indexed caller, uint256 amount);
    event Claim(uint256 id);
    event Refund(uint256 id, address indexed caller, uint256 amount);

    struct Campaign {
        address creator;
        uint256 goal;
        uint256 pledged;
        uint32 startAt;
        uint32 endAt;
        bool claimed;
    }

    uint256 public count;
    mapping(uint256 => Campaign) public campaigns;
    mapping(uint256 => mapping(address => uint256)) public pledgedAmount;
    mapping(address => uint256) public credits;

    function launch(uint256 _goal, uint32 delay, uint32 length) external {
        uint32 start = uint32(block.timestamp) + delay;
        require(length >= delay, "end at < start at");
        count += 1;
        campaigns[count] = Campaign({
            creator: msg.sender,
            goal: _goal,
            pledged: 0,
            startAt: start,
            endAt: uint32(block.timestamp) + length,
            claimed: false
        });
        emit Launch(count, msg.sender, _goal, start, campaigns[count].endAt);
    }

    function pledge(uint256 _id) external payable {
        Campaign storage campaign = campaigns[_id];
        require(block.timestamp >= campaign.startAt, "not started");
        require(block.timestamp <= campaign.endAt, "ended");
        campaign.pledged += msg.value;
        pledgedAmount[_id][msg.sender] += msg.value;
        emit Pledge(_id, msg.sender, msg.value);
    }

    function unpledge(uint256 _id, uint256 _amount) external {
        Campaign storage campaign = campaigns[_id];
        require(block.timestamp <= campaign.endAt, "ended");
        campaign.pledged -= _amount;
        pledgedAmount[_id][msg.sender] -= _amount;
        credits[msg.sender] += _amount;
        emit Unpledge(_id, msg.sender, _amount);
    }

    function claim(uint256 _id) external {
        Campaign storage campaign = campaigns[_id];
        require(campaign.creator == msg.sender, "not creator");
        require(block.timestamp > campaign.endAt, "not ended");
        require(campaign.pledged >= campaign.goal, "pledged < goal");
        require(!campaign.claimed, "claimed");
        campaign.claimed = true;
        credits[campaign.creator] += campaign.pledged;
        emit Claim(_id);
    }

    function refund(uint256 _id) external {
        Campaign memory campaign = campaigns[_id];
        require(block.timestamp > campaign.endAt, "not ended");
        require(campaign.pledged < campaign.goal, "pledged >= goal");
        uint256 bal = pledgedAmount[_id][msg.sender];
        pledgedAmount[_id][msg.sender] = 0;
        credits[msg.sender] += bal;
        emit Refund(_id, msg.sender, bal);
    }
}

//= deploy: ok
//= launch(uint256,uint32,uint32): ok
//=   event Launch(uint256,address,uint256,uint32,uint32) [0x00000000000000000000000000000000000000000000000000000000000000aa] 0x0000000000000000000000000000000000000000000000000000000000000001000000000000000000000000000000000000000000000000000000000000006400000000000000000000000000000000000000000000000000000000000003f2000000000000000000000000000000000000000000000000000000000000044c
//= launch(uint256,uint32,uint32): revert "end at < start at"
//= pledge(uint256): revert "not started"
//= pledge(uint256): ok
//=   event Pledge(uint256,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x000000000000000000000000000000000000000000000000000000000000003c
//= pledge(uint256): ok
//=   event Pledge(uint256,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x00000000000000000000000000000000000000000000000000000000000000cc] 0x0000000000000000000000000000000000000000000000000000000000000032
//= unpledge(uint256,uint256): ok
//=   event Unpledge(uint256,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x0000000000000000000000000000000000000000000000000000000000000014
//= claim(uint256): revert "pledged < goal"
//= refund(uint256): ok
//=   event Refund(uint256,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x00000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000028
//= refund(uint256): ok
//=   event Refund(uint256,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x00000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000000
//= credits(address): ok 60
//= campaigns(uint256): ok 0x00000000000000000000000000000000000000aa, 100, 90, 1010, 1100, false
