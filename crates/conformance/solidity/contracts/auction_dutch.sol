// Dutch auction: the price falls in steps, the first buyer wins, the rest is credited.
//? deploy(uint256 1000, uint256 100, uint256 10, uint256 30) from 0x00000000000000000000000000000000000000aa time 1700000000
//? price() time 1700000000
//? price() time 1700000009
//? price() time 1700000010
//? price() time 1700000299
//? price() time 1700000300
//? buy() value 999 from 0x00000000000000000000000000000000000000bb time 1700000000
//? buy() value 1000 from 0x00000000000000000000000000000000000000aa time 1700000000
//? buy() value 1000 from 0x00000000000000000000000000000000000000bb time 1700000055
//? credits(address 0x00000000000000000000000000000000000000bb)
//? buy() value 1000 from 0x00000000000000000000000000000000000000cc time 1700000060
//? price() time 1700000060
//? summary()

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.24;

contract DutchAuction {
    error TooLow(uint256 sent, uint256 price);
    error Sold(address buyer);
    error SellerCannotBuy();

    uint256 public immutable startPrice;
    uint256 public immutable floorPrice;
    uint256 public immutable stepSeconds;
    uint256 public immutable stepAmount;
    uint256 public immutable startedAt;
    address public immutable seller;

    address public buyer;
    uint256 public soldFor;
    mapping(address account => uint256 amount) public credits;

    event Bought(address indexed buyer, uint256 price, uint256 change);

    constructor(uint256 start_, uint256 floor_, uint256 seconds_, uint256 amount_) {
        require(start_ >= floor_, "start below floor");
        startPrice = start_;
        floorPrice = floor_;
        stepSeconds = seconds_;
        stepAmount = amount_;
        startedAt = block.timestamp;
        seller = msg.sender;
    }

    function price() public view returns (uint256) {
        uint256 discount = (block.timestamp - startedAt) / stepSeconds * stepAmount;
        uint256 room = startPrice - floorPrice;
        return discount < room ? startPrice - discount : floorPrice;
    }

    function buy() external payable {
        if (buyer != address(0)) revert Sold(buyer);
        if (msg.sender == seller) revert SellerCannotBuy();
        uint256 p = price();
        if (msg.value < p) revert TooLow(msg.value, p);
        buyer = msg.sender;
        soldFor = p;
        uint256 change = msg.value - p;
        if (change > 0) credits[msg.sender] += change;
        credits[seller] += p;
        emit Bought(msg.sender, p, change);
    }

    function summary() external view returns (address, address, uint256, bool) {
        return (seller, buyer, soldFor, buyer != address(0));
    }
}

//= deploy: ok
//= price(): ok 1000
//= price(): ok 1000
//= price(): ok 970
//= price(): ok 130
//= price(): ok 100
//= buy(): revert TooLow(uint256,uint256) (999, 1000)
//= buy(): revert SellerCannotBuy()
//= buy(): ok
//=   event Bought(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x00000000000000000000000000000000000000000000000000000000000003520000000000000000000000000000000000000000000000000000000000000096
//= credits(address): ok 150
//= buy(): revert Sold(address) (0x00000000000000000000000000000000000000bb)
//= price(): ok 820
//= summary(): ok 0x00000000000000000000000000000000000000aa, 0x00000000000000000000000000000000000000bb, 850, true
