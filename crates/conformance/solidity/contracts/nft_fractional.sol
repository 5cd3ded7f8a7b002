// Shares of a token: fractions, a reserve price voted by the holders, a buyout auction, redemption.
//? deploy(uint256 1000) from 0x00000000000000000000000000000000000000aa time 1700000000
//? transfer(address 0x00000000000000000000000000000000000000bb, uint256 400) from 0x00000000000000000000000000000000000000aa
//? transfer(address 0x00000000000000000000000000000000000000cc, uint256 100) from 0x00000000000000000000000000000000000000aa
//? updateReserve(uint256 5000) from 0x00000000000000000000000000000000000000aa
//? updateReserve(uint256 8000) from 0x00000000000000000000000000000000000000bb
//? updateReserve(uint256 1) from 0x00000000000000000000000000000000000000dd
//? reservePrice()
//? transfer(address 0x00000000000000000000000000000000000000cc, uint256 100) from 0x00000000000000000000000000000000000000bb
//? reservePrice()
//? startAuction() value 5600 from 0x00000000000000000000000000000000000000dd time 1700000000
//? startAuction() value 6125 from 0x00000000000000000000000000000000000000dd time 1700000000
//? bid() value 6431 from 0x00000000000000000000000000000000000000ee time 1700000010
//? bid() value 6432 from 0x00000000000000000000000000000000000000ee time 1700000010
//? endAuction() time 1700000100
//? endAuction() time 1700086411
//? owner()
//? redeem() from 0x00000000000000000000000000000000000000aa
//? redeem() from 0x00000000000000000000000000000000000000bb
//? redeem() from 0x00000000000000000000000000000000000000bb
//? redeem() from 0x00000000000000000000000000000000000000cc
//? credit(address 0x00000000000000000000000000000000000000aa)
//? credit(address 0x00000000000000000000000000000000000000dd)
//? totalSupply()

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract Fractional {
    enum State { Inactive, Live, Ended }

    State public state;
    address public owner;
    uint256 public totalSupply;
    mapping(address => uint256) public balanceOf;
    mapping(address => uint256) public credit;

    mapping(address => uint256) private votedPrice;
    uint256 private votingTokens;
    uint256 private reserveTotal;

    uint256 public auctionEnd;
    uint256 public livePrice;
    address public winning;

    event PriceUpdate(address indexed user, uint256 price);
    event Bid(address indexed bidder, uint256 price);
    event Won(address indexed buyer, uint256 price);
    event Redeemed(address indexed holder, uint256 shares, uint256 amount);

    modifier inState(State required) {
        require(state == required, "wrong state");
        _;
    }

    constructor(uint256 supply) {
        totalSupply = supply;
        balanceOf[msg.sender] = supply;
    }

    function reservePrice() public view returns (uint256) {
        return votingTokens == 0 ? 0 : reserveTotal / votingTokens;
    }

    function updateReserve(uint256 price) external inState(State.Inactive) {
        uint256 weight = balanceOf[msg.sender];
        require(weight != 0, "no shares");
        uint256 before = votedPrice[msg.sender];
        if (before == 0) votingTokens += weight;
        else reserveTotal -= weight * before;
        if (price == 0) votingTokens -= weight;
        reserveTotal += weight * price;
        votedPrice[msg.sender] = price;
        emit PriceUpdate(msg.sender, price);
    }

    function transfer(address to, uint256 amount) external {
        _beforeTransfer(msg.sender, to, amount);
        balanceOf[msg.sender] -= amount;
        balanceOf[to] += amount;
    }

    function startAuction() external payable inState(State.Inactive) {
        require(msg.value >= reservePrice(), "too low bid");
        require(votingTokens * 2 >= totalSupply, "not enough voters");
        state = State.Live;
        auctionEnd = block.timestamp + 1 days;
        (livePrice, winning) = (msg.value, msg.sender);
        emit Bid(msg.sender, msg.value);
    }

    function bid() external payable inState(State.Live) {
        require(block.timestamp < auctionEnd, "auction ended");
        require(msg.value * 1000 >= livePrice * 1050, "too low bid");
        if (auctionEnd - block.timestamp <= 15 minutes) auctionEnd += 15 minutes;
        credit[winning] += livePrice;
        livePrice = msg.value;
        winning = msg.sender;
        emit Bid(msg.sender, msg.value);
    }

    function endAuction() external inState(State.Live) {
        require(block.timestamp >= auctionEnd, "auction live");
        state = State.Ended;
        owner = winning;
        emit Won(winning, livePrice);
    }

    function redeem() external inState(State.Ended) returns (uint256 amount) {
        uint256 shares = balanceOf[msg.sender];
        require(shares > 0, "no shares");
        amount = shares * livePrice / totalSupply;
        livePrice -= amount;
        totalSupply -= shares;
        delete balanceOf[msg.sender];
        credit[msg.sender] += amount;
        emit Redeemed(msg.sender, shares, amount);
    }

    function _beforeTransfer(address from, address to, uint256 amount) private {
        if (state != State.Inactive) return;
        uint256 fromPrice = votedPrice[from];
        uint256 toPrice = votedPrice[to];
        if (fromPrice == toPrice) return;
        if (toPrice == 0) {
            votingTokens -= amount;
            reserveTotal -= amount * fromPrice;
        } else if (fromPrice == 0) {
            votingTokens += amount;
            reserveTotal += amount * toPrice;
        } else {
            reserveTotal = reserveTotal + amount * toPrice - amount * fromPrice;
        }
    }
}

//= deploy: ok
//= transfer(address,uint256): ok
//= transfer(address,uint256): ok
//= updateReserve(uint256): ok
//=   event PriceUpdate(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000aa] 0x0000000000000000000000000000000000000000000000000000000000001388
//= updateReserve(uint256): ok
//=   event PriceUpdate(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x0000000000000000000000000000000000000000000000000000000000001f40
//= updateReserve(uint256): revert "no shares"
//= reservePrice(): ok 6333
//= transfer(address,uint256): ok
//= reservePrice(): ok 6125
//= startAuction(): revert "too low bid"
//= startAuction(): ok
//=   event Bid(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000dd] 0x00000000000000000000000000000000000000000000000000000000000017ed
//= bid(): revert "too low bid"
//= bid(): ok
//=   event Bid(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000ee] 0x0000000000000000000000000000000000000000000000000000000000001920
//= endAuction(): revert "auction live"
//= endAuction(): ok
//=   event Won(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000ee] 0x0000000000000000000000000000000000000000000000000000000000001920
//= owner(): ok 0x00000000000000000000000000000000000000ee
//= redeem(): ok 3216
//=   event Redeemed(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000aa] 0x00000000000000000000000000000000000000000000000000000000000001f40000000000000000000000000000000000000000000000000000000000000c90
//= redeem(): ok 1929
//=   event Redeemed(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x000000000000000000000000000000000000000000000000000000000000012c0000000000000000000000000000000000000000000000000000000000000789
//= redeem(): revert "no shares"
//= redeem(): ok 1287
//=   event Redeemed(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc] 0x00000000000000000000000000000000000000000000000000000000000000c80000000000000000000000000000000000000000000000000000000000000507
//= credit(address): ok 3216
//= credit(address): ok 6125
//= totalSupply(): ok 0
