// Covered call and put options: writing, buying, exercising, expiry; a signed profit and loss for each account.
//? deploy from 0x00000000000000000000000000000000000000aa time 1700000000
//? setPrice(uint256 2000) from 0x00000000000000000000000000000000000000aa
//? write(uint8 0, uint128 2100, uint64 1700001000, uint128 50, uint32 3) value 0 from 0x00000000000000000000000000000000000000bb time 1700000000
//? write(uint8 1, uint128 1900, uint64 1700001000, uint128 40, uint32 2) value 0 from 0x00000000000000000000000000000000000000bb time 1700000000
//? write(uint8 0, uint128 2100, uint64 1699999999, uint128 50, uint32 3) value 0 from 0x00000000000000000000000000000000000000bb time 1700000000
//? write(uint8 2, uint128 2100, uint64 1700001000, uint128 50, uint32 3) value 0 from 0x00000000000000000000000000000000000000bb time 1700000000
//? buy(uint256 0, uint32 2) value 100 from 0x00000000000000000000000000000000000000cc time 1700000100
//? buy(uint256 0, uint32 2) value 100 from 0x00000000000000000000000000000000000000dd time 1700000100
//? buy(uint256 0, uint32 1) value 51 from 0x00000000000000000000000000000000000000dd time 1700000100
//? buy(uint256 1, uint32 2) value 80 from 0x00000000000000000000000000000000000000dd time 1700000100
//? intrinsic(uint256 0)
//? intrinsic(uint256 1)
//? setPrice(uint256 2175) from 0x00000000000000000000000000000000000000aa
//? exercise(uint256 0, uint32 1) from 0x00000000000000000000000000000000000000cc time 1700000500
//? exercise(uint256 0, uint32 5) from 0x00000000000000000000000000000000000000cc time 1700000500
//? exercise(uint256 1, uint32 2) from 0x00000000000000000000000000000000000000dd time 1700000500
//? setPrice(uint256 1500) from 0x00000000000000000000000000000000000000aa
//? exercise(uint256 1, uint32 1) from 0x00000000000000000000000000000000000000dd time 1700001000
//? exercise(uint256 1, uint32 1) from 0x00000000000000000000000000000000000000dd time 1700001001
//? exercise(uint256 0, uint32 1) from 0x00000000000000000000000000000000000000cc time 1700000900
//? pnl(address 0x00000000000000000000000000000000000000bb)
//? pnl(address 0x00000000000000000000000000000000000000cc)
//? pnl(address 0x00000000000000000000000000000000000000dd)
//? series(uint256 0)
//? payoffs(uint256 1, uint256 1800, uint256 2000, uint256 100)

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract OptionsMarket {
    enum Kind { Call, Put }

    struct Series {
        Kind kind;
        address writer;
        uint128 strike;
        uint128 premium;
        uint64 expiry;
        uint32 available;
    }

    Series[] public series;
    mapping(uint256 id => mapping(address holder => uint32)) public held;
    mapping(address => int256) public pnl;
    uint256 public price;
    address private immutable oracle = msg.sender;

    event Written(uint256 indexed id, address indexed writer, Kind kind, uint128 strike, uint64 expiry);
    event Bought(uint256 indexed id, address indexed holder, uint32 amount);
    event Exercised(uint256 indexed id, address indexed holder, uint32 amount, uint256 payoff);

    error Expired(uint64 expiry, uint256 time);
    error NotEnough(uint32 wanted, uint32 available);
    error OutOfTheMoney(uint256 price, uint128 strike);

    modifier notExpired(uint256 id) {
        if (block.timestamp > series[id].expiry) revert Expired(series[id].expiry, block.timestamp);
        _;
    }

    function setPrice(uint256 price_) external {
        require(msg.sender == oracle, "oracle only");
        price = price_;
    }

    function write(Kind kind, uint128 strike, uint64 expiry, uint128 premium, uint32 amount)
        external
        payable
        returns (uint256 id)
    {
        if (expiry <= block.timestamp) revert Expired(expiry, block.timestamp);
        id = series.length;
        series.push(Series(kind, msg.sender, strike, premium, expiry, amount));
        emit Written(id, msg.sender, kind, strike, expiry);
    }

    function buy(uint256 id, uint32 amount) external payable notExpired(id) {
        Series storage s = series[id];
        if (amount > s.available) revert NotEnough(amount, s.available);
        require(msg.value == uint256(s.premium) * amount, "wrong premium");
        s.available -= amount;
        held[id][msg.sender] += amount;
        _book(s.writer, msg.sender, int256(msg.value));
        emit Bought(id, msg.sender, amount);
    }

    function intrinsic(uint256 id) public view returns (uint256) {
        return _payoff(series[id], price);
    }

    function exercise(uint256 id, uint32 amount) external notExpired(id) returns (uint256 payoff) {
        uint32 have = held[id][msg.sender];
        if (amount > have) revert NotEnough({wanted: amount, available: have});
        payoff = intrinsic(id) * amount;
        Series memory s = series[id];
        if (payoff == 0) revert OutOfTheMoney(price, s.strike);
        held[id][msg.sender] = have - amount;
        _book(msg.sender, s.writer, int256(payoff));
        emit Exercised(id, msg.sender, amount, payoff);
    }

    function payoffs(uint256 id, uint256 from, uint256 to, uint256 by) external view returns (int256[] memory table) {
        table = new int256[]((to - from) / by + 1);
        Series memory s = series[id];
        for (uint256 i = 0; i < table.length; i++) {
            table[i] = int256(_payoff(s, from + i * by)) - int256(uint256(s.premium));
        }
    }

    function _payoff(Series memory s, uint256 at) private pure returns (uint256) {
        if (s.kind == Kind.Call) return at > s.strike ? at - s.strike : 0;
        return at < s.strike ? s.strike - at : 0;
    }

    function _book(address winner, address loser, int256 amount) private {
        pnl[winner] += amount;
        pnl[loser] -= amount;
    }
}

//= deploy: ok
//= setPrice(uint256): ok
//= write(uint8,uint128,uint64,uint128,uint32): ok 0
//=   event Written(uint256,address,uint8,uint128,uint64) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000834000000000000000000000000000000000000000000000000000000006553f4e8
//= write(uint8,uint128,uint64,uint128,uint32): ok 1
//=   event Written(uint256,address,uint8,uint128,uint64) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x0000000000000000000000000000000000000000000000000000000000000001000000000000000000000000000000000000000000000000000000000000076c000000000000000000000000000000000000000000000000000000006553f4e8
//= write(uint8,uint128,uint64,uint128,uint32): revert Expired(uint64,uint256) (1699999999, 1700000000)
//= write(uint8,uint128,uint64,uint128,uint32): revert
//= buy(uint256,uint32): ok
//=   event Bought(uint256,address,uint32) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000cc] 0x0000000000000000000000000000000000000000000000000000000000000002
//= buy(uint256,uint32): revert NotEnough(uint32,uint32) (2, 1)
//= buy(uint256,uint32): revert "wrong premium"
//= buy(uint256,uint32): ok
//=   event Bought(uint256,address,uint32) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x00000000000000000000000000000000000000000000000000000000000000dd] 0x0000000000000000000000000000000000000000000000000000000000000002
//= intrinsic(uint256): ok 0
//= intrinsic(uint256): ok 0
//= setPrice(uint256): ok
//= exercise(uint256,uint32): ok 75
//=   event Exercised(uint256,address,uint32,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000cc] 0x0000000000000000000000000000000000000000000000000000000000000001000000000000000000000000000000000000000000000000000000000000004b
//= exercise(uint256,uint32): revert NotEnough(uint32,uint32) (5, 1)
//= exercise(uint256,uint32): revert OutOfTheMoney(uint256,uint128) (2175, 1900)
//= setPrice(uint256): ok
//= exercise(uint256,uint32): ok 400
//=   event Exercised(uint256,address,uint32,uint256) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x00000000000000000000000000000000000000000000000000000000000000dd] 0x00000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000190
//= exercise(uint256,uint32): revert Expired(uint64,uint256) (1700001000, 1700001001)
//= exercise(uint256,uint32): revert OutOfTheMoney(uint256,uint128) (1500, 2100)
//= pnl(address): ok -295
//= pnl(address): ok -25
//= pnl(address): ok 320
//= series(uint256): ok 0, 0x00000000000000000000000000000000000000bb, 2100, 50, 1700001000, 1
//= payoffs(uint256,uint256,uint256,uint256): ok [60, -40, -40]
