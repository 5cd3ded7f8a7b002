// Token bucket rate limits by account and a global cap by day, with packed state.
//? deploy from 0x00000000000000000000000000000000000000aa time 1700000000
//? configure(address 0x00000000000000000000000000000000000000bb, uint96 100, uint96 10) from 0x00000000000000000000000000000000000000aa time 1700000000
//? configure(address 0x00000000000000000000000000000000000000bb, uint96 100, uint96 10) from 0x00000000000000000000000000000000000000bb time 1700000000
//? consume(uint96 60) from 0x00000000000000000000000000000000000000bb time 1700000000
//? consume(uint96 60) from 0x00000000000000000000000000000000000000bb time 1700000001
//? available(address 0x00000000000000000000000000000000000000bb) time 1700000001
//? consume(uint96 60) from 0x00000000000000000000000000000000000000bb time 1700000002
//? available(address 0x00000000000000000000000000000000000000bb) time 1700000100
//? configure(address 0x00000000000000000000000000000000000000bb, uint96 50, uint96 1) from 0x00000000000000000000000000000000000000aa time 1700000100
//? available(address 0x00000000000000000000000000000000000000bb) time 1700000100
//? available(address 0x00000000000000000000000000000000000000bb) time 1700000050
//? consume(uint96 1) from 0x00000000000000000000000000000000000000cc time 1700000100
//? configure(address 0x00000000000000000000000000000000000000cc, uint96 79228162514264337593543950335, uint96 1) from 0x00000000000000000000000000000000000000aa time 1700000100
//? consume(uint96 931) from 0x00000000000000000000000000000000000000cc time 1700000100
//? consume(uint96 880) from 0x00000000000000000000000000000000000000cc time 1700000100
//? consume(uint96 1) from 0x00000000000000000000000000000000000000cc time 1700000100
//? consume(uint96 1) from 0x00000000000000000000000000000000000000cc time 1700006400
//? dayUsage(uint32 19675)
//? dayUsage(uint32 19676)
//? buckets(address 0x00000000000000000000000000000000000000cc)
//? retryAfter(address 0x00000000000000000000000000000000000000bb, uint96 50) time 1700000101

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract RateLimiter {
    struct Bucket {
        uint96 tokens;
        uint96 capacity;
        uint64 lastRefill;
        uint96 refillRate;
    }

    uint256 public constant DAILY_CAP = 1_000;

    address private immutable admin = msg.sender;
    mapping(address => Bucket) public buckets;
    mapping(uint32 day => uint256 used) public dayUsage;

    event Consumed(address indexed who, uint96 amount, uint96 left);
    event Configured(address indexed who, uint96 capacity, uint96 rate);

    error RateLimited(uint256 available, uint256 requested, uint256 retryAfter);
    error DailyCap(uint32 day, uint256 left);
    error NotConfigured(address who);

    modifier refills(address who) {
        Bucket storage b = buckets[who];
        b.tokens = _refilled(b);
        b.lastRefill = uint64(block.timestamp);
        _;
    }

    function configure(address who, uint96 capacity, uint96 rate) external {
        require(msg.sender == admin, "RateLimiter: admin only");
        require(rate != 0, "RateLimiter: no refill");
        Bucket storage b = buckets[who];
        b.tokens = b.capacity == 0 || b.tokens > capacity ? capacity : b.tokens;
        b.capacity = capacity;
        b.refillRate = rate;
        b.lastRefill = uint64(block.timestamp);
        emit Configured(who, capacity, rate);
    }

    function consume(uint96 amount) external refills(msg.sender) returns (uint96 left) {
        Bucket storage b = buckets[msg.sender];
        if (b.capacity == 0) revert NotConfigured(msg.sender);
        if (b.tokens < amount) {
            revert RateLimited(b.tokens, amount, _wait(b, amount));
        }
        uint32 day = uint32(block.timestamp / 1 days);
        if (dayUsage[day] + amount > DAILY_CAP) revert DailyCap(day, DAILY_CAP - dayUsage[day]);
        dayUsage[day] += amount;
        left = b.tokens -= amount;
        emit Consumed(msg.sender, amount, left);
    }

    function available(address who) external view returns (uint96) {
        return _refilled(buckets[who]);
    }

    function retryAfter(address who, uint96 amount) external view returns (uint256) {
        Bucket memory b = buckets[who];
        b.tokens = _refilled(b);
        return _wait(b, amount);
    }

    function _refilled(Bucket memory b) private view returns (uint96) {
        uint256 elapsed = block.timestamp - b.lastRefill;
        uint256 tokens = b.tokens + elapsed * b.refillRate;
        return tokens > b.capacity ? b.capacity : uint96(tokens);
    }

    function _wait(Bucket memory b, uint96 amount) private pure returns (uint256) {
        if (amount <= b.tokens) return 0;
        uint256 missing = amount - b.tokens;
        return (missing + b.refillRate - 1) / b.refillRate;
    }
}

//= deploy: ok
//= configure(address,uint96,uint96): ok
//=   event Configured(address,uint96,uint96) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x0000000000000000000000000000000000000000000000000000000000000064000000000000000000000000000000000000000000000000000000000000000a
//= configure(address,uint96,uint96): revert "RateLimiter: admin only"
//= consume(uint96): ok 40
//=   event Consumed(address,uint96,uint96) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x000000000000000000000000000000000000000000000000000000000000003c0000000000000000000000000000000000000000000000000000000000000028
//= consume(uint96): revert RateLimited(uint256,uint256,uint256) (50, 60, 1)
//= available(address): ok 50
//= consume(uint96): ok 0
//=   event Consumed(address,uint96,uint96) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x000000000000000000000000000000000000000000000000000000000000003c0000000000000000000000000000000000000000000000000000000000000000
//= available(address): ok 100
//= configure(address,uint96,uint96): ok
//=   event Configured(address,uint96,uint96) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x00000000000000000000000000000000000000000000000000000000000000320000000000000000000000000000000000000000000000000000000000000001
//= available(address): ok 0
//= available(address): panic 0x11
//= consume(uint96): revert NotConfigured(address) (0x00000000000000000000000000000000000000cc)
//= configure(address,uint96,uint96): ok
//=   event Configured(address,uint96,uint96) [0x00000000000000000000000000000000000000000000000000000000000000cc] 0x0000000000000000000000000000000000000000ffffffffffffffffffffffff0000000000000000000000000000000000000000000000000000000000000001
//= consume(uint96): revert DailyCap(uint32,uint256) (19675, 880)
//= consume(uint96): ok 79228162514264337593543949455
//=   event Consumed(address,uint96,uint96) [0x00000000000000000000000000000000000000000000000000000000000000cc] 0x00000000000000000000000000000000000000000000000000000000000003700000000000000000000000000000000000000000fffffffffffffffffffffc8f
//= consume(uint96): revert DailyCap(uint32,uint256) (19675, 0)
//= consume(uint96): ok 79228162514264337593543950334
//=   event Consumed(address,uint96,uint96) [0x00000000000000000000000000000000000000000000000000000000000000cc] 0x00000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000fffffffffffffffffffffffe
//= dayUsage(uint32): ok 1000
//= dayUsage(uint32): ok 1
//= buckets(address): ok 79228162514264337593543950334, 79228162514264337593543950335, 1700006400, 1
//= retryAfter(address,uint96): ok 49
