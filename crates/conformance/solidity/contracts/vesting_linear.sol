// Linear vesting with a cliff, several schedules, revocation.
//? deploy from 0x00000000000000000000000000000000000000aa value 0
//? fund() value 100000 from 0x00000000000000000000000000000000000000aa
//? create(address 0x00000000000000000000000000000000000000bb, uint64 1700000000, uint64 100, uint64 1000, uint256 10000, bool true) from 0x00000000000000000000000000000000000000aa
//? create(address 0x00000000000000000000000000000000000000cc, uint64 1700000000, uint64 0, uint64 300, uint256 1000, bool false) from 0x00000000000000000000000000000000000000aa
//? create(address 0x00000000000000000000000000000000000000cc, uint64 1700000000, uint64 400, uint64 300, uint256 1000, bool false) from 0x00000000000000000000000000000000000000aa
//? create(address 0x00000000000000000000000000000000000000cc, uint64 1700000000, uint64 0, uint64 300, uint256 1000000, bool false) from 0x00000000000000000000000000000000000000aa
//? create(address 0x00000000000000000000000000000000000000cc, uint64 1700000000, uint64 0, uint64 300, uint256 1, bool false) from 0x00000000000000000000000000000000000000bb
//? vested(uint256 0) time 1700000099
//? vested(uint256 0) time 1700000100
//? vested(uint256 0) time 1700000999
//? vested(uint256 0) time 1700001000
//? release(uint256 0) from 0x00000000000000000000000000000000000000bb time 1700000099
//? release(uint256 0) from 0x00000000000000000000000000000000000000bb time 1700000333
//? release(uint256 0) from 0x00000000000000000000000000000000000000cc time 1700000400
//? revoke(uint256 1) from 0x00000000000000000000000000000000000000aa time 1700000400
//? revoke(uint256 0) from 0x00000000000000000000000000000000000000aa time 1700000500
//? release(uint256 0) from 0x00000000000000000000000000000000000000bb time 1700000600
//? release(uint256 0) from 0x00000000000000000000000000000000000000bb time 1700009999
//? schedules(uint256 0)
//? paid(address 0x00000000000000000000000000000000000000bb)
//? uncommitted()
//? release(uint256 7) from 0x00000000000000000000000000000000000000bb

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.18;

contract LinearVesting {
    struct Schedule {
        address beneficiary;
        uint64 start;
        uint64 cliff;
        uint64 duration;
        uint256 total;
        uint256 released;
        bool revocable;
        bool revoked;
    }

    address public owner = msg.sender;
    Schedule[] public schedules;
    uint256 public committed;
    uint256 public funds;
    mapping(address => uint256) public paid;

    event Created(uint256 indexed id, address indexed beneficiary, uint256 total);
    event Released(uint256 indexed id, uint256 amount);
    event Revoked(uint256 indexed id, uint256 returned);

    error NotOwner();
    error NotBeneficiary(address expected, address actual);
    error NothingToRelease();
    error NotRevocable(uint256 id);
    error Underfunded(uint256 free, uint256 needed);

    modifier onlyOwner() {
        if (msg.sender != owner) revert NotOwner();
        _;
    }

    function fund() external payable {
        funds += msg.value;
    }

    function uncommitted() public view returns (uint256) {
        return funds - committed;
    }

    function create(
        address beneficiary,
        uint64 start,
        uint64 cliff,
        uint64 duration,
        uint256 total,
        bool revocable
    ) external onlyOwner returns (uint256 id) {
        require(duration > 0 && cliff <= duration, "bad duration");
        if (uncommitted() < total) revert Underfunded(uncommitted(), total);
        id = schedules.length;
        schedules.push();
        Schedule storage s = schedules[id];
        s.beneficiary = beneficiary;
        s.start = start;
        s.cliff = cliff;
        s.duration = duration;
        s.total = total;
        s.revocable = revocable;
        committed += total;
        emit Created(id, beneficiary, total);
    }

    function vested(uint256 id) public view returns (uint256) {
        Schedule storage s = schedules[id];
        if (s.revoked) return s.total;
        return _vestedAt(s, uint64(block.timestamp));
    }

    function release(uint256 id) external returns (uint256 amount) {
        Schedule storage s = schedules[id];
        if (msg.sender != s.beneficiary) revert NotBeneficiary(s.beneficiary, msg.sender);
        amount = vested(id) - s.released;
        if (amount == 0) revert NothingToRelease();
        s.released += amount;
        committed -= amount;
        funds -= amount;
        paid[msg.sender] += amount;
        emit Released(id, amount);
    }

    function revoke(uint256 id) external onlyOwner {
        Schedule storage s = schedules[id];
        if (!s.revocable || s.revoked) revert NotRevocable(id);
        uint256 earned = _vestedAt(s, uint64(block.timestamp));
        uint256 returned = s.total - earned;
        s.total = earned;
        s.revoked = true;
        committed -= returned;
        emit Revoked(id, returned);
    }

    function _vestedAt(Schedule memory s, uint64 at) private pure returns (uint256) {
        if (at < s.start + s.cliff) {
            return 0;
        } else if (at >= s.start + s.duration) {
            return s.total;
        }
        return (s.total * (at - s.start)) / s.duration;
    }
}

//= deploy: ok
//= fund(): ok
//= create(address,uint64,uint64,uint64,uint256,bool): ok 0
//=   event Created(uint256,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x0000000000000000000000000000000000000000000000000000000000002710
//= create(address,uint64,uint64,uint64,uint256,bool): ok 1
//=   event Created(uint256,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x00000000000000000000000000000000000000000000000000000000000000cc] 0x00000000000000000000000000000000000000000000000000000000000003e8
//= create(address,uint64,uint64,uint64,uint256,bool): revert "bad duration"
//= create(address,uint64,uint64,uint64,uint256,bool): revert Underfunded(uint256,uint256) (89000, 1000000)
//= create(address,uint64,uint64,uint64,uint256,bool): revert NotOwner()
//= vested(uint256): ok 0
//= vested(uint256): ok 1000
//= vested(uint256): ok 9990
//= vested(uint256): ok 10000
//= release(uint256): revert NothingToRelease()
//= release(uint256): ok 3330
//=   event Released(uint256,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000] 0x0000000000000000000000000000000000000000000000000000000000000d02
//= release(uint256): revert NotBeneficiary(address,address) (0x00000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000cc)
//= revoke(uint256): revert NotRevocable(uint256) (1)
//= revoke(uint256): ok
//=   event Revoked(uint256,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000] 0x0000000000000000000000000000000000000000000000000000000000001388
//= release(uint256): ok 1670
//=   event Released(uint256,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000] 0x0000000000000000000000000000000000000000000000000000000000000686
//= release(uint256): revert NothingToRelease()
//= schedules(uint256): ok 0x00000000000000000000000000000000000000bb, 1700000000, 100, 1000, 5000, 5000, true, true
//= paid(address): ok 5000
//= uncommitted(): ok 94000
//= release(uint256): panic 0x32
