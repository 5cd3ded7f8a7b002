// Rewards per token of several kinds for those who stake, with updates in a modifier.
//? stake(uint256 100) from 0xa1 time 1000
//? stake(uint256 0) from 0xa1 time 1000
//? notifyRewardAmount(uint8 0, uint256 70000) from 0x01 time 1000
//? notifyRewardAmount(uint8 1, uint256 700) from 0x02 time 1000
//? notifyRewardAmount(uint8 1, uint256 700) from 0x01 time 1000
//? stake(uint256 300) from 0xa2 time 1350
//? earned(address 0x00000000000000000000000000000000000000a1, uint8 0) time 1700
//? earned(address 0x00000000000000000000000000000000000000a2, uint8 0) time 1700
//? getReward() from 0xa1 time 1700
//? withdraw(uint256 400) from 0xa2 time 1700
//? exit() from 0xa2 time 1750
//? getReward() from 0xa2 time 1800
//? rewardData(uint8 0)
//? lastTimeRewardApplicable(uint8 0) time 5000
//? pools()
//? notifyRewardAmount(uint8 2, uint256 1) from 0x01
//? setPaused(bool true) from 0x01
//? stake(uint256 5) from 0xa1 time 1800
//? getReward() from 0xa1 time 1800
pragma solidity ^0.8.20;

abstract contract Ownable {
    address private _owner;
    error OwnableUnauthorizedAccount(address account);
    error OwnableInvalidOwner(address owner);
    event OwnershipTransferred(address indexed previousOwner, address indexed newOwner);

    constructor(address initialOwner) {
        if (initialOwner == address(0)) revert OwnableInvalidOwner(address(0));
        _transferOwnership(initialOwner);
    }

    modifier onlyOwner() {
        _checkOwner();
        _;
    }

    function owner() public view virtual returns (address) { return _owner; }

    function _checkOwner() internal view virtual {
        if (owner() != msg.sender) revert OwnableUnauthorizedAccount(msg.sender);
    }

    function _transferOwnership(address newOwner) internal virtual {
        address oldOwner = _owner;
        _owner = newOwner;
        emit OwnershipTransferred(oldOwner, newOwner);
    }
}

abstract contract Pausable {
    bool private _paused;
    event Paused(address account);
    event Unpaused(address account);
    error EnforcedPause();

    modifier whenNotPaused() {
        if (_paused) revert EnforcedPause();
        _;
    }

    function paused() public view virtual returns (bool) { return _paused; }
    function _setPaused(bool to) internal virtual {
        _paused = to;
        if (to) emit Paused(msg.sender); else emit Unpaused(msg.sender);
    }
}

abstract contract ReentrancyGuard {
    uint256 private constant NOT_ENTERED = 1;
    uint256 private constant ENTERED = 2;
    uint256 private _status;
    error ReentrancyGuardReentrantCall();

    constructor() { _status = NOT_ENTERED; }

    modifier nonReentrant() {
        _nonReentrantBefore();
        _;
        _nonReentrantAfter();
    }

    function _nonReentrantBefore() private {
        if (_status == ENTERED) revert ReentrancyGuardReentrantCall();
        _status = ENTERED;
    }

    function _nonReentrantAfter() private { _status = NOT_ENTERED; }
}

contract MultiRewards is ReentrancyGuard, Ownable(msg.sender), Pausable {
    struct Reward {
        uint64 rewardsDuration;
        uint64 periodFinish;
        uint64 lastUpdateTime;
        uint128 rewardRate;
        uint256 rewardPerTokenStored;
        mapping(address => uint256) paid;
    }

    Reward[2] private rewards;
    mapping(address => mapping(uint8 => uint256)) public owed;
    mapping(address => uint256) private _balances;
    uint256 private _totalSupply;

    event RewardAdded(uint8 indexed kind, uint256 reward);
    event Staked(address indexed user, uint256 amount);
    event Withdrawn(address indexed user, uint256 amount);
    event RewardPaid(address indexed user, uint8 indexed kind, uint256 reward);

    constructor() {
        for (uint8 i = 0; i < rewards.length; i++) rewards[i].rewardsDuration = 700 seconds * (i + 1);
    }

    modifier updateReward(address account) {
        for (uint8 i; i < rewards.length; i++) {
            Reward storage r = rewards[i];
            r.rewardPerTokenStored = rewardPerToken(i);
            r.lastUpdateTime = uint64(lastTimeRewardApplicable(i));
            if (account != address(0)) {
                owed[account][i] = earned(account, i);
                r.paid[account] = r.rewardPerTokenStored;
            }
        }
        _;
    }

    function rewardData(uint8 i) external view returns (uint64, uint64, uint64, uint128, uint256) {
        Reward storage r = rewards[i];
        return (r.rewardsDuration, r.periodFinish, r.lastUpdateTime, r.rewardRate, r.rewardPerTokenStored);
    }

    function pools() external view returns (uint256, uint256) { return (rewards.length, _totalSupply); }

    function lastTimeRewardApplicable(uint8 i) public view returns (uint256) {
        uint256 finish = rewards[i].periodFinish;
        return block.timestamp < finish ? block.timestamp : finish;
    }

    function rewardPerToken(uint8 i) public view returns (uint256) {
        if (_totalSupply == 0) return rewards[i].rewardPerTokenStored;
        return rewards[i].rewardPerTokenStored +
            (lastTimeRewardApplicable(i) - rewards[i].lastUpdateTime) * rewards[i].rewardRate * 1e18 / _totalSupply;
    }

    function earned(address account, uint8 i) public view returns (uint256) {
        return _balances[account] * (rewardPerToken(i) - rewards[i].paid[account]) / 1e18 + owed[account][i];
    }

    function stake(uint256 amount) external nonReentrant whenNotPaused updateReward(msg.sender) {
        require(amount > 0, "Cannot stake 0");
        _totalSupply += amount;
        _balances[msg.sender] += amount;
        emit Staked(msg.sender, amount);
    }

    function withdraw(uint256 amount) public nonReentrant updateReward(msg.sender) {
        require(amount > 0, "Cannot withdraw 0");
        require(_balances[msg.sender] >= amount, string.concat("has ", amount > 100 ? "far " : "", "less"));
        _totalSupply -= amount;
        _balances[msg.sender] -= amount;
        emit Withdrawn(msg.sender, amount);
    }

    function getReward() public nonReentrant updateReward(msg.sender) {
        for (uint8 i; i < rewards.length; i++) {
            uint256 reward = owed[msg.sender][i];
            if (reward == 0) continue;
            delete owed[msg.sender][i];
            emit RewardPaid(msg.sender, i, reward);
        }
    }

    function exit() external {
        withdraw(_balances[msg.sender]);
        getReward();
    }

    function notifyRewardAmount(uint8 i, uint256 reward) external onlyOwner updateReward(address(0)) {
        Reward storage r = rewards[i];
        if (block.timestamp >= r.periodFinish) {
            r.rewardRate = uint128(reward / r.rewardsDuration);
        } else {
            uint256 remaining = r.periodFinish - block.timestamp;
            uint256 leftover = remaining * r.rewardRate;
            r.rewardRate = uint128((reward + leftover) / r.rewardsDuration);
        }
        r.lastUpdateTime = uint64(block.timestamp);
        r.periodFinish = uint64(block.timestamp) + r.rewardsDuration;
        emit RewardAdded(i, reward);
    }

    function setPaused(bool to) external onlyOwner { _setPaused(to); }
}

//= deploy: ok
//=   event OwnershipTransferred(address,address) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x
//= stake(uint256): ok
//=   event Staked(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000a1] 0x0000000000000000000000000000000000000000000000000000000000000064
//= stake(uint256): revert "Cannot stake 0"
//= notifyRewardAmount(uint8,uint256): ok
//=   event RewardAdded(uint8,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000] 0x0000000000000000000000000000000000000000000000000000000000011170
//= notifyRewardAmount(uint8,uint256): revert OwnableUnauthorizedAccount(address) (0x0000000000000000000000000000000000000002)
//= notifyRewardAmount(uint8,uint256): ok
//=   event RewardAdded(uint8,uint256) [0x0000000000000000000000000000000000000000000000000000000000000001] 0x00000000000000000000000000000000000000000000000000000000000002bc
//= stake(uint256): ok
//=   event Staked(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000a2] 0x000000000000000000000000000000000000000000000000000000000000012c
//= earned(address,uint8): ok 43750
//= earned(address,uint8): ok 26250
//= getReward(): ok
//=   event RewardPaid(address,uint8,uint256) [0x00000000000000000000000000000000000000000000000000000000000000a1, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x000000000000000000000000000000000000000000000000000000000000aae6
//= withdraw(uint256): revert "has far less"
//= exit(): ok
//=   event Withdrawn(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000a2] 0x000000000000000000000000000000000000000000000000000000000000012c
//=   event RewardPaid(address,uint8,uint256) [0x00000000000000000000000000000000000000000000000000000000000000a2, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x000000000000000000000000000000000000000000000000000000000000668a
//= getReward(): ok
//= rewardData(uint8): ok 700, 1700, 1700, 100, 437500000000000000000
//= lastTimeRewardApplicable(uint8): ok 1700
//= pools(): ok 2, 100
//= notifyRewardAmount(uint8,uint256): panic 0x32
//= setPaused(bool): ok
//=   event Paused(address) [] 0x0000000000000000000000000000000000000000000000000000000000000001
//= stake(uint256): revert EnforcedPause()
//= getReward(): ok
