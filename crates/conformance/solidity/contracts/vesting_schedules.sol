// Linear vesting with a cliff, several schedules of one holder, revocation.
//? deploy from 0xaa
//? create(address 0xbb, uint64 1700000000, uint64 100, uint64 1000, uint128 5000, bool true) from 0xaa
//? create(address 0xbb, uint64 1700000000, uint64 0, uint64 0, uint128 5000, bool true) from 0xaa
//? releasable(address 0xbb, uint256 0) time 1700000099
//? releasable(address 0xbb, uint256 0) time 1700000100
//? release(uint256 0) from 0xbb time 1700000333
//? release(uint256 0) from 0xbb time 1700000333
//? revoke(address 0xbb, uint256 0) from 0xaa time 1700000500
//? revoke(address 0xbb, uint256 0) from 0xaa time 1700000500
//? release(uint256 0) from 0xbb time 1700009999
//? release(uint256 1) from 0xbb time 1700009999
//? schedules(address 0xbb, uint256 0)
//? count(address 0xbb)
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

contract Vesting {
    struct Schedule {
        uint64 start;
        uint64 cliff;
        uint64 duration;
        uint128 total;
        uint128 released;
        bool revocable;
        bool revoked;
    }

    address public immutable owner;
    mapping(address => Schedule[]) public schedules;

    event Released(address indexed who, uint256 indexed id, uint128 amount);
    event Revoked(address indexed who, uint256 indexed id, uint128 returned);

    error NothingToRelease();
    error NotRevocable(address who, uint256 id);

    constructor() { owner = msg.sender; }

    modifier onlyOwner() { require(msg.sender == owner, "owner"); _; }

    function create(address who, uint64 start, uint64 cliff, uint64 duration, uint128 total, bool revocable)
        external
        onlyOwner
        returns (uint256 id)
    {
        require(duration > 0 && cliff <= duration, "bad times");
        id = schedules[who].length;
        schedules[who].push(Schedule(start, start + cliff, duration, total, 0, revocable, false));
    }

    function count(address who) external view returns (uint256) { return schedules[who].length; }

    function vested(Schedule storage s, uint64 time) internal view returns (uint128) {
        if (time < s.cliff) return 0;
        if (time >= s.start + s.duration || s.revoked) return s.total;
        return uint128(uint256(s.total) * (time - s.start) / s.duration);
    }

    function releasable(address who, uint256 id) public view returns (uint128) {
        Schedule storage s = schedules[who][id];
        return vested(s, uint64(block.timestamp)) - s.released;
    }

    function release(uint256 id) external returns (uint128 amount) {
        amount = releasable(msg.sender, id);
        if (amount == 0) revert NothingToRelease();
        schedules[msg.sender][id].released += amount;
        emit Released(msg.sender, id, amount);
    }

    function revoke(address who, uint256 id) external onlyOwner {
        Schedule storage s = schedules[who][id];
        if (!s.revocable || s.revoked) revert NotRevocable({id: id, who: who});
        uint128 kept = vested(s, uint64(block.timestamp));
        emit Revoked(who, id, s.total - kept);
        (s.total, s.revoked) = (kept, true);
    }
}

//= deploy: ok
//= create(address,uint64,uint64,uint64,uint128,bool): ok 0
//= create(address,uint64,uint64,uint64,uint128,bool): revert "bad times"
//= releasable(address,uint256): ok 0
//= releasable(address,uint256): ok 500
//= release(uint256): ok 1665
//=   event Released(address,uint256,uint128) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x0000000000000000000000000000000000000000000000000000000000000681
//= release(uint256): revert NothingToRelease()
//= revoke(address,uint256): ok
//=   event Revoked(address,uint256,uint128) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x00000000000000000000000000000000000000000000000000000000000009c4
//= revoke(address,uint256): revert NotRevocable(address,uint256) (0x00000000000000000000000000000000000000bb, 0)
//= release(uint256): ok 835
//=   event Released(address,uint256,uint128) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x0000000000000000000000000000000000000000000000000000000000000343
//= release(uint256): panic 0x32
//= schedules(address,uint256): ok 1700000000, 1700000100, 1000, 2500, 2500, true, true
//= count(address): ok 1
