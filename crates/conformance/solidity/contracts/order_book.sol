// A limit order book: price levels in order, matching by price and time, partial fills, cancellation.
//? deposit(uint256 100, uint256 0) from 0x00000000000000000000000000000000000000aa
//? deposit(uint256 0, uint256 10000) from 0x00000000000000000000000000000000000000bb
//? deposit(uint256 50, uint256 5000) from 0x00000000000000000000000000000000000000cc
//? place(uint8 1, uint128 100, uint128 10) from 0x00000000000000000000000000000000000000aa
//? place(uint8 1, uint128 99, uint128 5) from 0x00000000000000000000000000000000000000aa
//? place(uint8 1, uint128 100, uint128 20) from 0x00000000000000000000000000000000000000cc
//? place(uint8 1, uint128 101, uint128 1000) from 0x00000000000000000000000000000000000000cc
//? best()
//? place(uint8 0, uint128 98, uint128 3) from 0x00000000000000000000000000000000000000bb
//? place(uint8 0, uint128 100, uint128 18) from 0x00000000000000000000000000000000000000bb
//? asks()
//? bids()
//? balances(address 0x00000000000000000000000000000000000000aa)
//? balances(address 0x00000000000000000000000000000000000000bb)
//? place(uint8 0, uint128 0, uint128 3) from 0x00000000000000000000000000000000000000bb
//? cancel(uint64 4) from 0x00000000000000000000000000000000000000aa
//? cancel(uint64 4) from 0x00000000000000000000000000000000000000bb
//? cancel(uint64 4) from 0x00000000000000000000000000000000000000bb
//? place(uint8 1, uint128 50, uint128 1) from 0x00000000000000000000000000000000000000cc
//? best()
//? balances(address 0x00000000000000000000000000000000000000bb)
//? trades()
//? orders(uint64 3)

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract OrderBook {
    enum Side { Buy, Sell }

    struct Order {
        address owner;
        Side side;
        uint128 price;
        uint128 open;
    }

    struct Balance {
        uint256 base;
        uint256 quote;
    }

    struct Level {
        uint128 price;
        uint128 amount;
    }

    mapping(address => Balance) public balances;
    mapping(uint64 => Order) public orders;
    uint64[] private _asks;
    uint64[] private _bids;
    uint64 private _lastId;
    uint256 public trades;

    event Placed(uint64 indexed id, address indexed owner, Side side, uint128 price, uint128 amount);
    event Trade(uint64 indexed maker, uint64 indexed taker, uint128 price, uint128 amount);
    event Cancelled(uint64 indexed id, uint128 open);

    error Insufficient(uint256 have, uint256 need);
    error NotOwner(uint64 id);

    function deposit(uint256 base, uint256 quote) external {
        Balance storage b = balances[msg.sender];
        b.base += base;
        b.quote += quote;
    }

    function place(Side side, uint128 price, uint128 amount) external returns (uint64 id) {
        require(price > 0 && amount > 0, "empty order");
        Balance storage b = balances[msg.sender];
        if (side == Side.Sell) {
            if (b.base < amount) revert Insufficient(b.base, amount);
            b.base -= amount;
        } else {
            uint256 cost = uint256(price) * amount;
            if (b.quote < cost) revert Insufficient(b.quote, cost);
            b.quote -= cost;
        }
        id = ++_lastId;
        orders[id] = Order({owner: msg.sender, side: side, price: price, open: amount});
        emit Placed(id, msg.sender, side, price, amount);
        _match(id);
        if (orders[id].open > 0) {
            _insert(side == Side.Buy ? _bids : _asks, id);
        }
    }

    function cancel(uint64 id) external {
        Order memory order = orders[id];
        if (order.owner != msg.sender) revert NotOwner(id);
        _removeFrom(order.side == Side.Buy ? _bids : _asks, id);
        if (order.side == Side.Buy) {
            balances[msg.sender].quote += uint256(order.price) * order.open;
        } else {
            balances[msg.sender].base += order.open;
        }
        delete orders[id];
        emit Cancelled(id, order.open);
    }

    function best() external view returns (uint128 bid, uint128 ask) {
        if (_bids.length > 0) bid = orders[_bids[_bids.length - 1]].price;
        if (_asks.length > 0) ask = orders[_asks[_asks.length - 1]].price;
    }

    function asks() external view returns (Level[] memory) {
        return _levels(_asks);
    }

    function bids() external view returns (Level[] memory) {
        return _levels(_bids);
    }

    function _match(uint64 takerId) private {
        Order storage taker = orders[takerId];
        uint64[] storage book = taker.side == Side.Buy ? _asks : _bids;
        while (taker.open > 0 && book.length > 0) {
            uint64 makerId = book[book.length - 1];
            Order storage maker = orders[makerId];
            if (taker.side == Side.Buy ? maker.price > taker.price : maker.price < taker.price) {
                break;
            }
            uint128 amount = taker.open < maker.open ? taker.open : maker.open;
            _settle(taker, maker, amount);
            emit Trade(makerId, takerId, maker.price, amount);
            trades++;
            if (maker.open == 0) {
                book.pop();
                delete orders[makerId];
            }
        }
    }

    function _settle(Order storage taker, Order storage maker, uint128 amount) private {
        (Order storage buyer, Order storage seller) =
            taker.side == Side.Buy ? (taker, maker) : (maker, taker);
        uint256 cost = uint256(maker.price) * amount;
        balances[buyer.owner].base += amount;
        balances[buyer.owner].quote += uint256(buyer.price) * amount - cost;
        balances[seller.owner].quote += cost;
        taker.open -= amount;
        maker.open -= amount;
    }

    /// @dev The best order is the last one; among equal prices the older one.
    function _insert(uint64[] storage book, uint64 id) private {
        Order memory order = orders[id];
        book.push(id);
        uint256 i = book.length - 1;
        while (i > 0) {
            uint128 other = orders[book[i - 1]].price;
            bool swap = order.side == Side.Buy ? other >= order.price : other <= order.price;
            if (!swap) break;
            book[i] = book[i - 1];
            book[--i] = id;
        }
    }

    function _removeFrom(uint64[] storage book, uint64 id) private {
        for (uint256 i = 0; i < book.length; i++) {
            if (book[i] != id) continue;
            for (uint256 j = i; j + 1 < book.length; j++) book[j] = book[j + 1];
            book.pop();
            return;
        }
        revert("unknown order");
    }

    function _levels(uint64[] storage book) private view returns (Level[] memory levels) {
        levels = new Level[](book.length);
        for (uint256 i = 0; i < book.length; i++) {
            Order storage order = orders[book[book.length - 1 - i]];
            levels[i] = Level(order.price, order.open);
        }
    }
}

//= deploy: ok
//= deposit(uint256,uint256): ok
//= deposit(uint256,uint256): ok
//= deposit(uint256,uint256): ok
//= place(uint8,uint128,uint128): ok 1
//=   event Placed(uint64,address,uint8,uint128,uint128) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x00000000000000000000000000000000000000000000000000000000000000aa] 0x00000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000064000000000000000000000000000000000000000000000000000000000000000a
//= place(uint8,uint128,uint128): ok 2
//=   event Placed(uint64,address,uint8,uint128,uint128) [0x0000000000000000000000000000000000000000000000000000000000000002, 0x00000000000000000000000000000000000000000000000000000000000000aa] 0x000000000000000000000000000000000000000000000000000000000000000100000000000000000000000000000000000000000000000000000000000000630000000000000000000000000000000000000000000000000000000000000005
//= place(uint8,uint128,uint128): ok 3
//=   event Placed(uint64,address,uint8,uint128,uint128) [0x0000000000000000000000000000000000000000000000000000000000000003, 0x00000000000000000000000000000000000000000000000000000000000000cc] 0x000000000000000000000000000000000000000000000000000000000000000100000000000000000000000000000000000000000000000000000000000000640000000000000000000000000000000000000000000000000000000000000014
//= place(uint8,uint128,uint128): revert Insufficient(uint256,uint256) (30, 1000)
//= best(): ok 0, 99
//= place(uint8,uint128,uint128): ok 4
//=   event Placed(uint64,address,uint8,uint128,uint128) [0x0000000000000000000000000000000000000000000000000000000000000004, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000620000000000000000000000000000000000000000000000000000000000000003
//= place(uint8,uint128,uint128): ok 5
//=   event Placed(uint64,address,uint8,uint128,uint128) [0x0000000000000000000000000000000000000000000000000000000000000005, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000640000000000000000000000000000000000000000000000000000000000000012
//=   event Trade(uint64,uint64,uint128,uint128) [0x0000000000000000000000000000000000000000000000000000000000000002, 0x0000000000000000000000000000000000000000000000000000000000000005] 0x00000000000000000000000000000000000000000000000000000000000000630000000000000000000000000000000000000000000000000000000000000005
//=   event Trade(uint64,uint64,uint128,uint128) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x0000000000000000000000000000000000000000000000000000000000000005] 0x0000000000000000000000000000000000000000000000000000000000000064000000000000000000000000000000000000000000000000000000000000000a
//=   event Trade(uint64,uint64,uint128,uint128) [0x0000000000000000000000000000000000000000000000000000000000000003, 0x0000000000000000000000000000000000000000000000000000000000000005] 0x00000000000000000000000000000000000000000000000000000000000000640000000000000000000000000000000000000000000000000000000000000003
//= asks(): ok [(100, 17)]
//= bids(): ok [(98, 3)]
//= balances(address): ok 85, 1495
//= balances(address): ok 18, 7911
//= place(uint8,uint128,uint128): revert "empty order"
//= cancel(uint64): revert NotOwner(uint64) (4)
//= cancel(uint64): ok
//=   event Cancelled(uint64,uint128) [0x0000000000000000000000000000000000000000000000000000000000000004] 0x0000000000000000000000000000000000000000000000000000000000000003
//= cancel(uint64): revert NotOwner(uint64) (4)
//= place(uint8,uint128,uint128): ok 6
//=   event Placed(uint64,address,uint8,uint128,uint128) [0x0000000000000000000000000000000000000000000000000000000000000006, 0x00000000000000000000000000000000000000000000000000000000000000cc] 0x000000000000000000000000000000000000000000000000000000000000000100000000000000000000000000000000000000000000000000000000000000320000000000000000000000000000000000000000000000000000000000000001
//= best(): ok 0, 50
//= balances(address): ok 18, 8205
//= trades(): ok 3
//= orders(uint64): ok 0x00000000000000000000000000000000000000cc, 1, 100, 17
