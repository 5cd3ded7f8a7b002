// English auction: bids, outbid refunds, an extension in the last minutes, end.
//? deploy(uint256 100, uint256 50) from 0x00000000000000000000000000000000000000aa time 1700000000
//? bid() value 60 from 0x00000000000000000000000000000000000000bb time 1700000010
//? start() from 0x00000000000000000000000000000000000000bb time 1700000010
//? start() from 0x00000000000000000000000000000000000000aa time 1700000010
//? start() from 0x00000000000000000000000000000000000000aa time 1700000011
//? bid() value 49 from 0x00000000000000000000000000000000000000bb time 1700000020
//? bid() value 50 from 0x00000000000000000000000000000000000000bb time 1700000020
//? bid() value 52 from 0x00000000000000000000000000000000000000cc time 1700000030
//? bid() value 53 from 0x00000000000000000000000000000000000000cc time 1700000030
//? bid() value 80 from 0x00000000000000000000000000000000000000bb time 1700000109
//? endAt()
//? end() from 0x00000000000000000000000000000000000000dd time 1700000110
//? bid() value 200 from 0x00000000000000000000000000000000000000cc time 1700000139
//? bid() value 200 from 0x00000000000000000000000000000000000000aa time 1700000140
//? withdraw() from 0x00000000000000000000000000000000000000bb
//? withdraw() from 0x00000000000000000000000000000000000000bb
//? end() from 0x00000000000000000000000000000000000000dd time 1700000198
//? end() from 0x00000000000000000000000000000000000000dd time 1700000200
//? bid() value 1000 from 0x00000000000000000000000000000000000000bb time 1700000201
//? highestBidder()
//? proceeds()
//? history()

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract EnglishAuction {
    event Start(uint256 endAt);
    event Bid(address indexed sender, uint256 amount);
    event Extended(uint256 endAt);
    event Withdraw(address indexed bidder, uint256 amount);
    event End(address winner, uint256 amount);

    struct BidRecord {
        address bidder;
        uint128 amount;
    }

    address payable public seller;
    uint256 public immutable duration;
    uint256 public endAt;
    bool public started;
    bool public ended;
    address public highestBidder;
    uint256 public highestBid;
    uint256 public proceeds;
    mapping(address => uint256) public bids;
    BidRecord[] private log;

    uint256 private constant EXTENSION = 1 minutes;
    uint256 private constant STEP_PERCENT = 5;

    constructor(uint256 _duration, uint256 _startingBid) {
        seller = payable(msg.sender);
        duration = _duration;
        highestBid = _startingBid;
    }

    function start() external {
        require(!started, "started");
        require(msg.sender == seller, "not seller");
        started = true;
        endAt = block.timestamp + duration;
        emit Start(endAt);
    }

    function minimumBid() public view returns (uint256) {
        if (highestBidder == address(0)) {
            return highestBid;
        }
        uint256 step = (highestBid * STEP_PERCENT + 99) / 100;
        return highestBid + step;
    }

    function bid() external payable {
        require(started, "not started");
        require(!ended && block.timestamp < endAt, "ended");
        require(msg.sender != seller, "seller cannot bid");
        require(msg.value >= minimumBid(), "value < highest");

        if (highestBidder != address(0)) {
            bids[highestBidder] += highestBid;
        }
        highestBidder = msg.sender;
        highestBid = msg.value;
        log.push(BidRecord(msg.sender, uint128(msg.value)));
        emit Bid(msg.sender, msg.value);

        if (endAt - block.timestamp < EXTENSION) {
            endAt = block.timestamp + EXTENSION;
            emit Extended(endAt);
        }
    }

    function withdraw() external {
        uint256 bal = bids[msg.sender];
        require(bal > 0, "nothing to withdraw");
        bids[msg.sender] = 0;
        emit Withdraw(msg.sender, bal);
    }

    function end() external {
        require(started, "not started");
        require(block.timestamp >= endAt, "not ended");
        require(!ended, "ended");
        ended = true;
        if (highestBidder != address(0)) {
            proceeds = highestBid;
        }
        emit End(highestBidder, highestBid);
    }

    function history() external view returns (BidRecord[] memory) {
        return log;
    }
}

//= deploy: ok
//= bid(): revert "not started"
//= start(): revert "not seller"
//= start(): ok
//=   event Start(uint256) [] 0x000000000000000000000000000000000000000000000000000000006553f16e
//= start(): revert "started"
//= bid(): revert "value < highest"
//= bid(): ok
//=   event Bid(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x0000000000000000000000000000000000000000000000000000000000000032
//= bid(): revert "value < highest"
//= bid(): ok
//=   event Bid(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc] 0x0000000000000000000000000000000000000000000000000000000000000035
//= bid(): ok
//=   event Bid(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x0000000000000000000000000000000000000000000000000000000000000050
//=   event Extended(uint256) [] 0x000000000000000000000000000000000000000000000000000000006553f1a9
//= endAt(): ok 1700000169
//= end(): revert "not ended"
//= bid(): ok
//=   event Bid(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc] 0x00000000000000000000000000000000000000000000000000000000000000c8
//=   event Extended(uint256) [] 0x000000000000000000000000000000000000000000000000000000006553f1c7
//= bid(): revert "seller cannot bid"
//= withdraw(): ok
//=   event Withdraw(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x0000000000000000000000000000000000000000000000000000000000000082
//= withdraw(): revert "nothing to withdraw"
//= end(): revert "not ended"
//= end(): ok
//=   event End(address,uint256) [] 0x00000000000000000000000000000000000000000000000000000000000000cc00000000000000000000000000000000000000000000000000000000000000c8
//= bid(): revert "ended"
//= highestBidder(): ok 0x00000000000000000000000000000000000000cc
//= proceeds(): ok 200
//= history(): ok [(0x00000000000000000000000000000000000000bb, 50), (0x00000000000000000000000000000000000000cc, 53), (0x00000000000000000000000000000000000000bb, 80), (0x00000000000000000000000000000000000000cc, 200)]
