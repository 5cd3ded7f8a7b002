// appeals with a goal and a deadline; pledges are paid back when the goal is missed (accounting only).
//? open(uint256 100, uint32 1700000100, uint32 1700000200) from 0x00000000000000000000000000000000000000aa time 1700000000
//? open(uint256 100, uint32 1699999999, uint32 1700000200) from 0x00000000000000000000000000000000000000aa time 1700000000
//? open(uint256 50, uint32 1700000100, uint32 1707776100) from 0x00000000000000000000000000000000000000aa time 1700000000
//? open(uint256 50, uint32 1700000000, uint32 1700000300) from 0x00000000000000000000000000000000000000bb time 1700000000
//? give(uint256 1) value 10 from 0x00000000000000000000000000000000000000cc time 1700000050
//? give(uint256 1) value 60 from 0x00000000000000000000000000000000000000cc time 1700000100
//? give(uint256 1) value 50 from 0x00000000000000000000000000000000000000dd time 1700000150
//? takeBack(uint256 1, uint256 5) from 0x00000000000000000000000000000000000000cc time 1700000160
//? takeBack(uint256 1, uint256 56) from 0x00000000000000000000000000000000000000cc time 1700000160
//? collect(uint256 1) from 0x00000000000000000000000000000000000000aa time 1700000200
//? collect(uint256 1) from 0x00000000000000000000000000000000000000bb time 1700000201
//? collect(uint256 1) from 0x00000000000000000000000000000000000000aa time 1700000201
//? collect(uint256 1) from 0x00000000000000000000000000000000000000aa time 1700000202
//? give(uint256 2) value 20 from 0x00000000000000000000000000000000000000dd time 1700000300
//? withdraw(uint256 2) from 0x00000000000000000000000000000000000000bb time 1700000300
//? reclaim(uint256 2) from 0x00000000000000000000000000000000000000dd time 1700000301
//? reclaim(uint256 2) from 0x00000000000000000000000000000000000000dd time 1700000301
//? give(uint256 9) value 1 from 0x00000000000000000000000000000000000000dd time 1700000301
//? appeals(uint256 1)
//? credit(address 0x00000000000000000000000000000000000000aa)
//? credit(address 0x00000000000000000000000000000000000000dd)

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.17;

contract FundRaiser {
    event Opened(uint256 id, address indexed host, uint256 goal, uint32 opens, uint32 closes);
    event Withdrawn(uint256 id);
    event Given(uint256 indexed id, address indexed giver, uint256 amount);
    event TakenBack(uint256 indexed id, address indexed giver, uint256 amount);
    event Collected(uint256 id);
    event Reclaimed(uint256 id, address indexed giver, uint256 amount);

    struct Appeal {
        address host;
        uint256 goal;
        uint256 raised;
        uint32 opens;
        uint32 closes;
        bool collected;
    }

    uint256 public count;
    mapping(uint256 => Appeal) public appeals;
    mapping(uint256 => mapping(address => uint256)) public gifts;
    mapping(address => uint256) public credit;

    function open(uint256 goal_, uint32 opens_, uint32 closes_) external {
        require(opens_ >= block.timestamp, "opens in the past");
        require(closes_ >= opens_, "closes before it opens");
        require(closes_ <= block.timestamp + 90 days, "open for too long");

        count += 1;
        appeals[count] = Appeal({
            host: msg.sender,
            goal: goal_,
            raised: 0,
            opens: opens_,
            closes: closes_,
            collected: false
        });
        emit Opened(count, msg.sender, goal_, opens_, closes_);
    }

    function withdraw(uint256 id_) external {
        Appeal memory appeal = appeals[id_];
        require(appeal.host == msg.sender, "not host");
        require(block.timestamp < appeal.opens, "open already");
        delete appeals[id_];
        emit Withdrawn(id_);
    }

    function give(uint256 id_) external payable {
        Appeal storage appeal = appeals[id_];
        require(block.timestamp >= appeal.opens, "not open yet");
        require(block.timestamp <= appeal.closes, "closed");
        appeal.raised += msg.value;
        gifts[id_][msg.sender] += msg.value;
        emit Given(id_, msg.sender, msg.value);
    }

    function takeBack(uint256 id_, uint256 amount_) external {
        Appeal storage appeal = appeals[id_];
        require(block.timestamp <= appeal.closes, "closed");
        appeal.raised -= amount_;
        gifts[id_][msg.sender] -= amount_;
        credit[msg.sender] += amount_;
        emit TakenBack(id_, msg.sender, amount_);
    }

    function collect(uint256 id_) external {
        Appeal storage appeal = appeals[id_];
        require(appeal.host == msg.sender, "not host");
        require(block.timestamp > appeal.closes, "still open");
        require(appeal.raised >= appeal.goal, "goal missed");
        require(!appeal.collected, "collected before");
        appeal.collected = true;
        credit[appeal.host] += appeal.raised;
        emit Collected(id_);
    }

    function reclaim(uint256 id_) external {
        Appeal memory appeal = appeals[id_];
        require(block.timestamp > appeal.closes, "still open");
        require(appeal.raised < appeal.goal, "goal reached");
        uint256 bal = gifts[id_][msg.sender];
        gifts[id_][msg.sender] = 0;
        credit[msg.sender] += bal;
        emit Reclaimed(id_, msg.sender, bal);
    }
}

//= deploy: ok
//= open(uint256,uint32,uint32): ok
//=   event Opened(uint256,address,uint256,uint32,uint32) [0x00000000000000000000000000000000000000000000000000000000000000aa] 0x00000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000064000000000000000000000000000000000000000000000000000000006553f164000000000000000000000000000000000000000000000000000000006553f1c8
//= open(uint256,uint32,uint32): revert "opens in the past"
//= open(uint256,uint32,uint32): revert "open for too long"
//= open(uint256,uint32,uint32): ok
//=   event Opened(uint256,address,uint256,uint32,uint32) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x00000000000000000000000000000000000000000000000000000000000000020000000000000000000000000000000000000000000000000000000000000032000000000000000000000000000000000000000000000000000000006553f100000000000000000000000000000000000000000000000000000000006553f22c
//= give(uint256): revert "not open yet"
//= give(uint256): ok
//=   event Given(uint256,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x00000000000000000000000000000000000000000000000000000000000000cc] 0x000000000000000000000000000000000000000000000000000000000000003c
//= give(uint256): ok
//=   event Given(uint256,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x00000000000000000000000000000000000000000000000000000000000000dd] 0x0000000000000000000000000000000000000000000000000000000000000032
//= takeBack(uint256,uint256): ok
//=   event TakenBack(uint256,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x00000000000000000000000000000000000000000000000000000000000000cc] 0x0000000000000000000000000000000000000000000000000000000000000005
//= takeBack(uint256,uint256): panic 0x11
//= collect(uint256): revert "still open"
//= collect(uint256): revert "not host"
//= collect(uint256): ok
//=   event Collected(uint256) [] 0x0000000000000000000000000000000000000000000000000000000000000001
//= collect(uint256): revert "collected before"
//= give(uint256): ok
//=   event Given(uint256,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000002, 0x00000000000000000000000000000000000000000000000000000000000000dd] 0x0000000000000000000000000000000000000000000000000000000000000014
//= withdraw(uint256): revert "open already"
//= reclaim(uint256): ok
//=   event Reclaimed(uint256,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000dd] 0x00000000000000000000000000000000000000000000000000000000000000020000000000000000000000000000000000000000000000000000000000000014
//= reclaim(uint256): ok
//=   event Reclaimed(uint256,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000dd] 0x00000000000000000000000000000000000000000000000000000000000000020000000000000000000000000000000000000000000000000000000000000000
//= give(uint256): revert "closed"
//= appeals(uint256): ok 0x00000000000000000000000000000000000000aa, 100, 105, 1700000100, 1700000200, true
//= credit(address): ok 105
//= credit(address): ok 20
