// Locked tokens give votes that fall in a line to zero at the end of the lock; signed slope arithmetic.
//? deploy from 0x00000000000000000000000000000000000000aa time 1700000000
//? faucet(uint256 100000) from 0x00000000000000000000000000000000000000bb
//? faucet(uint256 100000) from 0x00000000000000000000000000000000000000cc
//? createLock(int128 10000, uint256 1731536000) from 0x00000000000000000000000000000000000000bb time 1700000000
//? createLock(int128 10000, uint256 1731536000) from 0x00000000000000000000000000000000000000bb time 1700000000
//? createLock(int128 0, uint256 1731536000) from 0x00000000000000000000000000000000000000cc time 1700000000
//? createLock(int128 500, uint256 1900000000) from 0x00000000000000000000000000000000000000cc time 1700000000
//? createLock(int128 500, uint256 1699000000) from 0x00000000000000000000000000000000000000cc time 1700000000
//? createLock(int128 200000, uint256 1720000000) from 0x00000000000000000000000000000000000000cc time 1700000000
//? createLock(int128 50000, uint256 1720000000) from 0x00000000000000000000000000000000000000cc time 1700000000
//? locked(address 0x00000000000000000000000000000000000000bb)
//? balanceOfAt(address 0x00000000000000000000000000000000000000bb, uint256 1700000000)
//? balanceOfAt(address 0x00000000000000000000000000000000000000bb, uint256 1715000000)
//? balanceOfAt(address 0x00000000000000000000000000000000000000bb, uint256 1731628800)
//? totalSupplyAt(uint256 1700000000)
//? totalSupplyAt(uint256 1725000000)
//? increaseAmount(int128 5000) from 0x00000000000000000000000000000000000000bb time 1710000000
//? increaseUnlockTime(uint256 1720000000) from 0x00000000000000000000000000000000000000bb time 1710000000
//? increaseUnlockTime(uint256 1800000000) from 0x00000000000000000000000000000000000000bb time 1710000000
//? withdraw() from 0x00000000000000000000000000000000000000cc time 1719000000
//? withdraw() from 0x00000000000000000000000000000000000000cc time 1720000000
//? increaseAmount(int128 1) from 0x00000000000000000000000000000000000000cc time 1720000001
//? tokens(address 0x00000000000000000000000000000000000000cc)
//? pointCount(address 0x00000000000000000000000000000000000000bb)
//? userPoints(address 0x00000000000000000000000000000000000000bb, uint256 1)

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract VotingEscrow {
    struct Point {
        int128 bias;
        int128 slope;
        uint256 ts;
    }

    struct LockedBalance {
        int128 amount;
        uint256 end;
    }

    uint256 private constant WEEK = 7 * 86400;
    uint256 private constant MAXTIME = 2 * 365 * 86400;
    int128 private constant IMAXTIME = 2 * 365 * 86400;
    int128 private constant SCALE = 1e9;

    mapping(address => uint256) public tokens;
    mapping(address => LockedBalance) public locked;
    mapping(address => Point[]) public userPoints;
    address[] private holders;

    event Deposit(address indexed provider, int128 value, uint256 indexed locktime, uint256 ts);
    event Withdraw(address indexed provider, uint256 value, uint256 ts);

    function faucet(uint256 amount) external {
        tokens[msg.sender] += amount;
    }

    function createLock(int128 value, uint256 unlockTime) external {
        uint256 rounded = (unlockTime / WEEK) * WEEK;
        LockedBalance memory lock = locked[msg.sender];
        require(value > 0, "value = 0");
        require(lock.amount == 0, "withdraw old tokens first");
        require(rounded > block.timestamp, "can only lock until time in the future");
        require(rounded <= block.timestamp + MAXTIME, "voting lock can be 2 years max");
        if (userPoints[msg.sender].length == 0) holders.push(msg.sender);
        _depositFor(msg.sender, value, rounded, lock);
    }

    function increaseAmount(int128 value) external {
        LockedBalance memory lock = locked[msg.sender];
        require(value > 0 && lock.amount > 0, "no lock");
        require(lock.end > block.timestamp, "cannot add to expired lock");
        _depositFor(msg.sender, value, 0, lock);
    }

    function increaseUnlockTime(uint256 unlockTime) external {
        LockedBalance memory lock = locked[msg.sender];
        uint256 rounded = (unlockTime / WEEK) * WEEK;
        require(lock.end > block.timestamp, "lock expired");
        require(rounded > lock.end, "can only increase lock duration");
        require(rounded <= block.timestamp + MAXTIME, "voting lock can be 2 years max");
        _depositFor(msg.sender, 0, rounded, lock);
    }

    function withdraw() external {
        LockedBalance memory lock = locked[msg.sender];
        require(block.timestamp >= lock.end, "the lock did not expire");
        uint256 value = uint256(int256(lock.amount));
        delete locked[msg.sender];
        userPoints[msg.sender].push(Point(0, 0, block.timestamp));
        tokens[msg.sender] += value;
        emit Withdraw(msg.sender, value, block.timestamp);
    }

    function balanceOfAt(address who, uint256 at) public view returns (uint256) {
        Point[] storage points = userPoints[who];
        if (points.length == 0) return 0;
        Point memory last = points[points.length - 1];
        int128 passed = int128(int256(at)) - int128(int256(last.ts));
        int128 votes = (last.bias - last.slope * passed) / SCALE;
        return votes < 0 ? 0 : uint256(uint128(votes));
    }

    function totalSupplyAt(uint256 at) external view returns (uint256 sum) {
        for (uint256 i = 0; i < holders.length; i++) sum += balanceOfAt(holders[i], at);
    }

    function pointCount(address who) external view returns (uint256) {
        return userPoints[who].length;
    }

    function _depositFor(address who, int128 value, uint256 unlockTime, LockedBalance memory lock) private {
        tokens[who] -= uint256(uint128(value));
        lock.amount += value;
        if (unlockTime != 0) lock.end = unlockTime;
        locked[who] = lock;
        int128 slope = lock.amount * SCALE / IMAXTIME;
        int128 bias = slope * int128(int256(lock.end - block.timestamp));
        userPoints[who].push(Point({ts: block.timestamp, bias: bias, slope: slope}));
        emit Deposit(who, value, lock.end, block.timestamp);
    }
}

//= deploy: ok
//= faucet(uint256): ok
//= faucet(uint256): ok
//= createLock(int128,uint256): ok
//=   event Deposit(address,int128,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000000000000000000000672c0300] 0x0000000000000000000000000000000000000000000000000000000000002710000000000000000000000000000000000000000000000000000000006553f100
//= createLock(int128,uint256): revert "withdraw old tokens first"
//= createLock(int128,uint256): revert "value = 0"
//= createLock(int128,uint256): revert "voting lock can be 2 years max"
//= createLock(int128,uint256): revert "can only lock until time in the future"
//= createLock(int128,uint256): panic 0x11
//= createLock(int128,uint256): ok
//=   event Deposit(address,int128,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc, 0x00000000000000000000000000000000000000000000000000000000667cab80] 0x000000000000000000000000000000000000000000000000000000000000c350000000000000000000000000000000000000000000000000000000006553f100
//= locked(address): ok 10000, 1730937600
//= balanceOfAt(address,uint256): ok 4905
//= balanceOfAt(address,uint256): ok 2526
//= balanceOfAt(address,uint256): ok 0
//= totalSupplyAt(uint256): ok 20321
//= totalSupplyAt(uint256): ok 941
//= increaseAmount(int128): ok
//=   event Deposit(address,int128,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000000000000000000000672c0300] 0x00000000000000000000000000000000000000000000000000000000000013880000000000000000000000000000000000000000000000000000000065ec8780
//= increaseUnlockTime(uint256): revert "can only increase lock duration"
//= increaseUnlockTime(uint256): revert "voting lock can be 2 years max"
//= withdraw(): revert "the lock did not expire"
//= withdraw(): ok
//=   event Withdraw(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc] 0x000000000000000000000000000000000000000000000000000000000000c3500000000000000000000000000000000000000000000000000000000066851e00
//= increaseAmount(int128): revert "no lock"
//= tokens(address): ok 100000
//= pointCount(address): ok 2
//= userPoints(address,uint256): ok 4979442844800, 237823, 1710000000
