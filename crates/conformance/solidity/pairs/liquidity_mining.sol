// Farm with several pools by allocation points; rewards for each block accumulate for each share.
//? deploy(uint256 100, uint256 10) from 0x00000000000000000000000000000000000000aa block 1
//? addPool(string "A/B", uint64 300) from 0x00000000000000000000000000000000000000aa block 5
//? addPool(string "C/D", uint64 100) from 0x00000000000000000000000000000000000000aa block 5
//? addPool(string "E/F", uint64 1) from 0x00000000000000000000000000000000000000bb block 5
//? deposit(uint256 0, uint256 50) from 0x00000000000000000000000000000000000000bb block 8
//? deposit(uint256 1, uint256 10) from 0x00000000000000000000000000000000000000cc block 12
//? pending(uint256 0, address 0x00000000000000000000000000000000000000bb) block 12
//? deposit(uint256 0, uint256 150) from 0x00000000000000000000000000000000000000cc block 20
//? pending(uint256 0, address 0x00000000000000000000000000000000000000bb) block 24
//? pending(uint256 0, address 0x00000000000000000000000000000000000000cc) block 24
//? pending(uint256 1, address 0x00000000000000000000000000000000000000cc) block 24
//? setPool(uint256 1, uint64 0) from 0x00000000000000000000000000000000000000aa block 24
//? withdraw(uint256 0, uint256 51) from 0x00000000000000000000000000000000000000bb block 30
//? withdraw(uint256 0, uint256 20) from 0x00000000000000000000000000000000000000bb block 30
//? withdraw(uint256 1, uint256 0) from 0x00000000000000000000000000000000000000cc block 30
//? harvestAll() from 0x00000000000000000000000000000000000000cc block 30
//? emergencyWithdraw(uint256 0) from 0x00000000000000000000000000000000000000cc block 31
//? earned(address 0x00000000000000000000000000000000000000bb)
//? earned(address 0x00000000000000000000000000000000000000cc)
//? poolInfo(uint256 0)
//? userInfo(uint256 0, address 0x00000000000000000000000000000000000000cc)
//? deposit(uint256 2, uint256 1) from 0x00000000000000000000000000000000000000bb block 32

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract MasterFarm {
    struct UserInfo {
        uint256 amount;
        uint256 rewardDebt;
    }

    struct PoolInfo {
        string name;
        uint64 allocPoint;
        uint64 lastRewardBlock;
        uint256 accPerShare;
        uint256 staked;
    }

    address public immutable owner;
    uint256 public immutable rewardPerBlock;
    uint256 public immutable startBlock;
    uint256 public totalAllocPoint;
    PoolInfo[] public poolInfo;
    mapping(uint256 pid => mapping(address user => UserInfo)) public userInfo;
    mapping(address => uint256) public earned;

    uint256 private constant PRECISION = 1e12;

    event Deposit(address indexed user, uint256 indexed pid, uint256 amount);
    event Withdraw(address indexed user, uint256 indexed pid, uint256 amount);
    event Harvest(address indexed user, uint256 indexed pid, uint256 reward);

    modifier validPool(uint256 pid) {
        require(pid < poolInfo.length, "farm: no such pool");
        _;
    }

    modifier onlyOwner() {
        require(msg.sender == owner, "farm: not owner");
        _;
    }

    constructor(uint256 _rewardPerBlock, uint256 _startBlock) {
        owner = msg.sender;
        rewardPerBlock = _rewardPerBlock;
        startBlock = _startBlock;
    }

    function addPool(string calldata name, uint64 allocPoint) external onlyOwner returns (uint256) {
        massUpdate();
        uint64 last = uint64(block.number > startBlock ? block.number : startBlock);
        totalAllocPoint += allocPoint;
        poolInfo.push(
            PoolInfo({name: name, allocPoint: allocPoint, lastRewardBlock: last, accPerShare: 0, staked: 0})
        );
        return poolInfo.length - 1;
    }

    function setPool(uint256 pid, uint64 allocPoint) external onlyOwner validPool(pid) {
        massUpdate();
        totalAllocPoint = totalAllocPoint - poolInfo[pid].allocPoint + allocPoint;
        poolInfo[pid].allocPoint = allocPoint;
    }

    function massUpdate() public {
        uint256 length = poolInfo.length;
        for (uint256 pid = 0; pid < length; ++pid) updatePool(pid);
    }

    function updatePool(uint256 pid) public {
        PoolInfo storage pool = poolInfo[pid];
        if (block.number <= pool.lastRewardBlock) return;
        pool.accPerShare = _currentAcc(pool);
        pool.lastRewardBlock = uint64(block.number);
    }

    function pending(uint256 pid, address who) public view validPool(pid) returns (uint256) {
        UserInfo storage user = userInfo[pid][who];
        return user.amount * _currentAcc(poolInfo[pid]) / PRECISION - user.rewardDebt;
    }

    function deposit(uint256 pid, uint256 amount) external validPool(pid) {
        _harvest(pid);
        UserInfo storage user = userInfo[pid][msg.sender];
        user.amount += amount;
        poolInfo[pid].staked += amount;
        user.rewardDebt = user.amount * poolInfo[pid].accPerShare / PRECISION;
        emit Deposit(msg.sender, pid, amount);
    }

    function withdraw(uint256 pid, uint256 amount) external validPool(pid) {
        UserInfo storage user = userInfo[pid][msg.sender];
        require(user.amount >= amount, "withdraw: not good");
        _harvest(pid);
        user.amount -= amount;
        poolInfo[pid].staked -= amount;
        user.rewardDebt = user.amount * poolInfo[pid].accPerShare / PRECISION;
        emit Withdraw(msg.sender, pid, amount);
    }

    function harvestAll() external returns (uint256 total) {
        for (uint256 pid; pid < poolInfo.length; pid++) {
            total += _harvest(pid);
            UserInfo storage user = userInfo[pid][msg.sender];
            user.rewardDebt = user.amount * poolInfo[pid].accPerShare / PRECISION;
        }
    }

    function emergencyWithdraw(uint256 pid) external validPool(pid) returns (uint256 amount) {
        amount = userInfo[pid][msg.sender].amount;
        poolInfo[pid].staked -= amount;
        delete userInfo[pid][msg.sender];
    }

    function _harvest(uint256 pid) private returns (uint256 reward) {
        updatePool(pid);
        UserInfo storage user = userInfo[pid][msg.sender];
        if (user.amount == 0) return 0;
        reward = user.amount * poolInfo[pid].accPerShare / PRECISION - user.rewardDebt;
        if (reward > 0) {
            earned[msg.sender] += reward;
            emit Harvest(msg.sender, pid, reward);
        }
    }

    function _currentAcc(PoolInfo storage pool) private view returns (uint256) {
        if (block.number <= pool.lastRewardBlock || pool.staked == 0) return pool.accPerShare;
        uint256 blocks = block.number - pool.lastRewardBlock;
        uint256 reward = blocks * rewardPerBlock * pool.allocPoint / totalAllocPoint;
        return pool.accPerShare + reward * PRECISION / pool.staked;
    }
}

//= deploy: ok
//= addPool(string,uint64): ok 0
//= addPool(string,uint64): ok 1
//= addPool(string,uint64): revert "farm: not owner"
//= deposit(uint256,uint256): ok
//=   event Deposit(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x0000000000000000000000000000000000000000000000000000000000000032
//= deposit(uint256,uint256): ok
//=   event Deposit(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x000000000000000000000000000000000000000000000000000000000000000a
//= pending(uint256,address): ok 150
//= deposit(uint256,uint256): ok
//=   event Deposit(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x0000000000000000000000000000000000000000000000000000000000000096
//= pending(uint256,address): ok 825
//= pending(uint256,address): ok 225
//= pending(uint256,address): ok 300
//= setPool(uint256,uint64): ok
//= withdraw(uint256,uint256): revert "withdraw: not good"
//= withdraw(uint256,uint256): ok
//=   event Harvest(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x00000000000000000000000000000000000000000000000000000000000003cf
//=   event Withdraw(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x0000000000000000000000000000000000000000000000000000000000000014
//= withdraw(uint256,uint256): ok
//=   event Harvest(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x000000000000000000000000000000000000000000000000000000000000012c
//=   event Withdraw(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x0000000000000000000000000000000000000000000000000000000000000000
//= harvestAll(): ok 675
//=   event Harvest(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x00000000000000000000000000000000000000000000000000000000000002a3
//= emergencyWithdraw(uint256): ok 150
//= earned(address): ok 975
//= earned(address): ok 975
//= poolInfo(uint256): ok "A/B", 300, 30, 19500000000000, 30
//= userInfo(uint256,address): ok 0, 0
//= deposit(uint256,uint256): revert "farm: no such pool"
