// SPDX-License-Identifier: MIT
//? deploy(uint256 100, uint256 10, uint256 50) from 0xaa block 1
//? add(uint256 30, string "ETH-DAI", bool false) from 0xaa block 2
//? add(uint256 10, string "ETH-USDC", bool true) from 0xaa block 3
//? add(uint256 10, string "ETH-DAI", bool true) from 0xaa block 3
//? add(uint256 10, string "X", bool true) from 0xb1 block 3
//? deposit(uint256 0, uint256 1000) from 0xb1 block 12
//? deposit(uint256 0, uint256 3000) from 0xb2 block 15
//? deposit(uint256 1, uint256 5) from 0xb2 block 20
//? pendingReward(uint256 0, address 0xb1) block 20
//? pendingReward(uint256 0, address 0xb2) block 60
//? withdraw(uint256 0, uint256 400) from 0xb1 block 30
//? withdraw(uint256 0, uint256 601) from 0xb1 block 31
//? set(uint256 1, uint256 40, bool true) from 0xaa block 33
//? deposit(uint256 0, uint256 0) from 0xb2 block 55
//? emergencyWithdraw(uint256 1) from 0xb2 block 56
//? emergencyWithdraw(uint256 7) from 0xb2 block 56
//? massUpdatePools() block 70
//? userInfo(uint256 0, address 0xb2)
//? poolInfo(uint256 0)
//? poolInfo(uint256 1)
//? poolInfo(uint256 2)
//? rewards(address 0xb1)
//? rewards(address 0xb2)
//? multiplier(uint256 40, uint256 60)
//? poolLength()
pragma solidity ^0.8.12;

library SafeMath {
    function add(uint256 a, uint256 b) internal pure returns (uint256) {
        unchecked {
            uint256 c = a + b;
            require(c >= a, "SafeMath: addition overflow");
            return c;
        }
    }

    function sub(uint256 a, uint256 b) internal pure returns (uint256) {
        require(b <= a, "SafeMath: subtraction overflow");
        return a - b;
    }

    function mul(uint256 a, uint256 b) internal pure returns (uint256) {
        if (a == 0) return 0;
        uint256 c = a * b;
        require(c / a == b, "SafeMath: multiplication overflow");
        return c;
    }

    function div(uint256 a, uint256 b) internal pure returns (uint256) {
        require(b > 0, "SafeMath: division by zero");
        return a / b;
    }
}

contract Ownable {
    address private _owner;

    event OwnershipTransferred(address indexed previousOwner, address indexed newOwner);

    constructor() {
        _owner = msg.sender;
        emit OwnershipTransferred(address(0), msg.sender);
    }

    modifier onlyOwner() {
        require(msg.sender == _owner, "Ownable: caller is not the owner");
        _;
    }
}

contract MasterChef is Ownable {
    using SafeMath for uint256;

    struct UserInfo {
        uint256 amount;
        uint256 rewardDebt;
    }

    struct PoolInfo {
        string lpToken;
        uint256 allocPoint;
        uint256 lastRewardBlock;
        uint256 accRewardPerShare;
        uint256 staked;
    }

    uint256 public rewardPerBlock;
    uint256 public constant BONUS_MULTIPLIER = 10;
    PoolInfo[] public poolInfo;
    mapping(uint256 => mapping(address => UserInfo)) public userInfo;
    mapping(address => uint256) public rewards;
    mapping(bytes32 => bool) private known;
    uint256 public totalAllocPoint = 0;
    uint256 public startBlock;
    uint256 public bonusEndBlock;

    event Deposit(address indexed user, uint256 indexed pid, uint256 amount);
    event Withdraw(address indexed user, uint256 indexed pid, uint256 amount);
    event EmergencyWithdraw(address indexed user, uint256 indexed pid, uint256 amount);

    constructor(uint256 _rewardPerBlock, uint256 _startBlock, uint256 _bonusEndBlock) {
        rewardPerBlock = _rewardPerBlock;
        bonusEndBlock = _bonusEndBlock;
        startBlock = _startBlock;
    }

    function poolLength() external view returns (uint256) {
        return poolInfo.length;
    }

    function add(uint256 _allocPoint, string calldata _lpToken, bool _withUpdate) public onlyOwner {
        bytes32 id = keccak256(bytes(_lpToken));
        require(!known[id], string.concat("pool exists: ", _lpToken));
        known[id] = true;
        if (_withUpdate) {
            massUpdatePools();
        }
        uint256 lastRewardBlock = block.number > startBlock ? block.number : startBlock;
        totalAllocPoint = totalAllocPoint.add(_allocPoint);
        poolInfo.push(
            PoolInfo({
                lpToken: _lpToken,
                allocPoint: _allocPoint,
                lastRewardBlock: lastRewardBlock,
                accRewardPerShare: 0,
                staked: 0
            })
        );
    }

    function set(uint256 _pid, uint256 _allocPoint, bool _withUpdate) public onlyOwner {
        if (_withUpdate) {
            massUpdatePools();
        }
        totalAllocPoint = totalAllocPoint.sub(poolInfo[_pid].allocPoint).add(_allocPoint);
        poolInfo[_pid].allocPoint = _allocPoint;
    }

    function multiplier(uint256 _from, uint256 _to) public view returns (uint256) {
        if (_to <= bonusEndBlock) {
            return _to.sub(_from).mul(BONUS_MULTIPLIER);
        } else if (_from >= bonusEndBlock) {
            return _to.sub(_from);
        } else {
            return bonusEndBlock.sub(_from).mul(BONUS_MULTIPLIER).add(_to.sub(bonusEndBlock));
        }
    }

    function pendingReward(uint256 _pid, address _user) external view returns (uint256) {
        PoolInfo storage pool = poolInfo[_pid];
        UserInfo storage user = userInfo[_pid][_user];
        uint256 accRewardPerShare = pool.accRewardPerShare;
        if (block.number > pool.lastRewardBlock && pool.staked != 0) {
            uint256 m = multiplier(pool.lastRewardBlock, block.number);
            uint256 reward = m.mul(rewardPerBlock).mul(pool.allocPoint).div(totalAllocPoint);
            accRewardPerShare = accRewardPerShare.add(reward.mul(1e12).div(pool.staked));
        }
        return user.amount.mul(accRewardPerShare).div(1e12).sub(user.rewardDebt);
    }

    function massUpdatePools() public {
        uint256 length = poolInfo.length;
        for (uint256 pid = 0; pid < length; ++pid) {
            updatePool(pid);
        }
    }

    function updatePool(uint256 _pid) public {
        PoolInfo storage pool = poolInfo[_pid];
        if (block.number <= pool.lastRewardBlock) {
            return;
        }
        if (pool.staked == 0) {
            pool.lastRewardBlock = block.number;
            return;
        }
        uint256 reward =
            multiplier(pool.lastRewardBlock, block.number).mul(rewardPerBlock).mul(pool.allocPoint).div(totalAllocPoint);
        pool.accRewardPerShare = pool.accRewardPerShare.add(reward.mul(1e12).div(pool.staked));
        pool.lastRewardBlock = block.number;
    }

    function deposit(uint256 _pid, uint256 _amount) public {
        PoolInfo storage pool = poolInfo[_pid];
        UserInfo storage user = userInfo[_pid][msg.sender];
        updatePool(_pid);
        if (user.amount > 0) {
            rewards[msg.sender] += user.amount.mul(pool.accRewardPerShare).div(1e12).sub(user.rewardDebt);
        }
        pool.staked += _amount;
        user.amount = user.amount.add(_amount);
        user.rewardDebt = user.amount.mul(pool.accRewardPerShare).div(1e12);
        emit Deposit(msg.sender, _pid, _amount);
    }

    function withdraw(uint256 _pid, uint256 _amount) public {
        PoolInfo storage pool = poolInfo[_pid];
        UserInfo storage user = userInfo[_pid][msg.sender];
        require(user.amount >= _amount, "withdraw: not good");
        updatePool(_pid);
        uint256 pending = user.amount.mul(pool.accRewardPerShare).div(1e12).sub(user.rewardDebt);
        rewards[msg.sender] += pending;
        user.amount = user.amount.sub(_amount);
        user.rewardDebt = user.amount.mul(pool.accRewardPerShare).div(1e12);
        pool.staked -= _amount;
        emit Withdraw(msg.sender, _pid, _amount);
    }

    function emergencyWithdraw(uint256 _pid) public {
        PoolInfo storage pool = poolInfo[_pid];
        UserInfo storage user = userInfo[_pid][msg.sender];
        emit EmergencyWithdraw(msg.sender, _pid, user.amount);
        pool.staked -= user.amount;
        user.amount = 0;
        user.rewardDebt = 0;
    }
}

//= deploy: ok
//=   event OwnershipTransferred(address,address) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000aa] 0x
//= add(uint256,string,bool): ok
//= add(uint256,string,bool): ok
//= add(uint256,string,bool): revert "pool exists: ETH-DAI"
//= add(uint256,string,bool): revert "Ownable: caller is not the owner"
//= deposit(uint256,uint256): ok
//=   event Deposit(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000b1, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x00000000000000000000000000000000000000000000000000000000000003e8
//= deposit(uint256,uint256): ok
//=   event Deposit(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000b2, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x0000000000000000000000000000000000000000000000000000000000000bb8
//= deposit(uint256,uint256): ok
//=   event Deposit(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000b2, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x0000000000000000000000000000000000000000000000000000000000000005
//= pendingReward(uint256,address): ok 3187
//= pendingReward(uint256,address): ok 20250
//= withdraw(uint256,uint256): ok
//=   event Withdraw(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000b1, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x0000000000000000000000000000000000000000000000000000000000000190
//= withdraw(uint256,uint256): revert "withdraw: not good"
//= set(uint256,uint256,bool): ok
//= deposit(uint256,uint256): ok
//=   event Deposit(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000b2, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x0000000000000000000000000000000000000000000000000000000000000000
//= emergencyWithdraw(uint256): ok
//=   event EmergencyWithdraw(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000b2, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x0000000000000000000000000000000000000000000000000000000000000005
//= emergencyWithdraw(uint256): panic 0x32
//= massUpdatePools(): ok
//= userInfo(uint256,address): ok 3000, 23312
//= poolInfo(uint256): ok "ETH-DAI", 30, 70, 7949166666666, 3600
//= poolInfo(uint256): ok "ETH-USDC", 40, 70, 650000000000000, 0
//= poolInfo(uint256): revert
//= rewards(address): ok 5062
//= rewards(address): ok 16562
//= multiplier(uint256,uint256): ok 110
//= poolLength(): ok 2
