// A token sold along a linear price curve, bought back along it, with a fee for the beneficiary.
//? deploy(uint256 100, uint256 3) from 0x00000000000000000000000000000000000000aa
//? costOf(uint256 10)
//? buy(uint256 10) value 1134 from 0x00000000000000000000000000000000000000bb
//? buy(uint256 10) value 2000 from 0x00000000000000000000000000000000000000bb
//? buy(uint256 5) value 5000 from 0x00000000000000000000000000000000000000cc
//? price()
//? sell(uint256 11, uint256 0) from 0x00000000000000000000000000000000000000bb
//? sell(uint256 10, uint256 2000) from 0x00000000000000000000000000000000000000bb
//? sell(uint256 10, uint256 100) from 0x00000000000000000000000000000000000000bb
//? credit(address 0x00000000000000000000000000000000000000bb)
//? credit(address 0x00000000000000000000000000000000000000cc)
//? credit(address 0x00000000000000000000000000000000000000aa)
//? reserve()
//? supply()
//? buyFor(uint256 1000) value 1000 from 0x00000000000000000000000000000000000000dd
//? balanceOf(address 0x00000000000000000000000000000000000000dd)
//? costOf(uint256 340282366920938463463374607431768211456)
//? drift()

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

abstract contract Curve {
    uint256 public immutable base;
    uint256 public immutable slope;

    constructor(uint256 base_, uint256 slope_) {
        base = base_;
        slope = slope_;
    }

    /// @dev Area below the line from `from` to `to`.
    function area(uint256 from, uint256 to) internal view virtual returns (uint256) {
        uint256 n = to - from;
        return n * base + slope * (n * (from + to)) / 2;
    }
}

contract BondingCurve is Curve {
    uint256 public supply;
    uint256 public reserve;
    uint256 private constant FEE_NUMERATOR = 1;
    uint256 private constant FEE_DENOMINATOR = 50;
    address private immutable beneficiary;

    mapping(address => uint256) public balanceOf;
    mapping(address => uint256) public credit;

    event Bought(address indexed by, uint256 amount, uint256 cost, uint256 fee);
    event Sold(address indexed by, uint256 amount, uint256 refund);

    error Slippage(uint256 wanted, uint256 actual);
    error Underpaid(uint256 paid, uint256 cost);

    constructor(uint256 base_, uint256 slope_) Curve(base_, slope_) {
        beneficiary = msg.sender;
    }

    function price() external view returns (uint256) {
        return base + slope * supply;
    }

    function costOf(uint256 amount) public view returns (uint256 cost, uint256 fee) {
        cost = area(supply, supply + amount);
        fee = cost * FEE_NUMERATOR / FEE_DENOMINATOR;
    }

    function buy(uint256 amount) public payable {
        (uint256 cost, uint256 fee) = costOf(amount);
        uint256 total = cost + fee;
        if (msg.value < total) revert Underpaid(msg.value, total);
        _buy(amount, cost, fee);
    }

    /// @notice As many tokens as the money buys.
    function buyFor(uint256 limit) external payable returns (uint256 amount) {
        for (; amount < limit; amount++) {
            (uint256 cost, uint256 fee) = costOf(amount + 1);
            if (cost + fee > msg.value) break;
        }
        (uint256 c, uint256 f) = costOf(amount);
        _buy(amount, c, f);
    }

    function sell(uint256 amount, uint256 minimum) external returns (uint256 refund) {
        balanceOf[msg.sender] -= amount;
        refund = area(supply - amount, supply);
        if (refund < minimum) revert Slippage({wanted: minimum, actual: refund});
        supply -= amount;
        reserve -= refund;
        credit[msg.sender] += refund;
        emit Sold(msg.sender, amount, refund);
    }

    /// @notice By how much halves that were cut off moved the reserve away from the curve.
    function drift() external view returns (int256) {
        return int256(reserve) - int256(area(0, supply));
    }

    function _buy(uint256 amount, uint256 cost, uint256 fee) private {
        balanceOf[msg.sender] += amount;
        supply += amount;
        reserve += cost;
        credit[beneficiary] += fee;
        credit[msg.sender] += msg.value - cost - fee;
        emit Bought(msg.sender, amount, cost, fee);
    }
}

//= deploy: ok
//= costOf(uint256): ok 1150, 23
//= buy(uint256): revert Underpaid(uint256,uint256) (1134, 1173)
//= buy(uint256): ok
//=   event Bought(address,uint256,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x000000000000000000000000000000000000000000000000000000000000000a000000000000000000000000000000000000000000000000000000000000047e0000000000000000000000000000000000000000000000000000000000000017
//= buy(uint256): ok
//=   event Bought(address,uint256,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc] 0x000000000000000000000000000000000000000000000000000000000000000500000000000000000000000000000000000000000000000000000000000002af000000000000000000000000000000000000000000000000000000000000000d
//= price(): ok 145
//= sell(uint256,uint256): panic 0x11
//= sell(uint256,uint256): revert Slippage(uint256,uint256) (2000, 1300)
//= sell(uint256,uint256): ok 1300
//=   event Sold(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x000000000000000000000000000000000000000000000000000000000000000a0000000000000000000000000000000000000000000000000000000000000514
//= credit(address): ok 2127
//= credit(address): ok 4300
//= credit(address): ok 36
//= reserve(): ok 537
//= supply(): ok 5
//= buyFor(uint256): ok 7
//=   event Bought(address,uint256,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000dd] 0x0000000000000000000000000000000000000000000000000000000000000007000000000000000000000000000000000000000000000000000000000000036e0000000000000000000000000000000000000000000000000000000000000011
//= balanceOf(address): ok 7
//= costOf(uint256): panic 0x11
//= drift(): ok -1
