// Staking with a reward rate for each second, spread over all stakers (reward per token stored).
//? deploy from 0x00000000000000000000000000000000000000aa time 1700000000
//? faucet(uint256 1000) from 0x00000000000000000000000000000000000000bb
//? faucet(uint256 3000) from 0x00000000000000000000000000000000000000cc
//? stake(uint256 0) from 0x00000000000000000000000000000000000000bb
//? stake(uint256 1001) from 0x00000000000000000000000000000000000000bb
//? startRewards(uint256 1000000000000000000000) from 0x00000000000000000000000000000000000000bb time 1700000000
//? startRewards(uint256 1000000000000000000000) from 0x00000000000000000000000000000000000000aa time 1700000000
//? stake(uint256 1000) from 0x00000000000000000000000000000000000000bb time 1700000010
//? due(address 0x00000000000000000000000000000000000000bb) time 1700000010
//? due(address 0x00000000000000000000000000000000000000bb) time 1700000020
//? stake(uint256 3000) from 0x00000000000000000000000000000000000000cc time 1700000020
//? perToken() time 1700000030
//? due(address 0x00000000000000000000000000000000000000cc) time 1700000030
//? startRewards(uint256 700000000000000000000) from 0x00000000000000000000000000000000000000aa time 1700000030
//? collect() from 0x00000000000000000000000000000000000000bb time 1700000040
//? collect() from 0x00000000000000000000000000000000000000dd time 1700000040
//? withdraw(uint256 4000) from 0x00000000000000000000000000000000000000cc time 1700000050
//? leave() from 0x00000000000000000000000000000000000000cc time 1700009999
//? due(address 0x00000000000000000000000000000000000000bb) time 1700010000
//? leave() from 0x00000000000000000000000000000000000000bb time 1700010000
//? totalSupply()
//? rewards(address 0x00000000000000000000000000000000000000bb)
//? collected(address 0x00000000000000000000000000000000000000bb)
//? setPeriod(uint256 50) from 0x00000000000000000000000000000000000000aa time 1700000060
//? setPeriod(uint256 50) from 0x00000000000000000000000000000000000000aa time 1700010000
//? endsAt()

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.8;

contract StakePool {
    address public owner;
    uint256 public period = 100;
    uint256 public endsAt;
    uint256 public settledAt;
    uint256 public ratePerSecond;
    uint256 public perTokenStored;
    mapping(address => uint256) public paidPerToken;
    mapping(address => uint256) public rewards;

    uint256 public totalSupply;
    mapping(address => uint256) public balanceOf;
    mapping(address => uint256) public wallet;
    mapping(address => uint256) public collected;

    event Started(uint256 reward, uint256 rate);
    event Staked(address indexed user, uint256 amount);
    event Unstaked(address indexed user, uint256 amount);
    event Collected(address indexed user, uint256 reward);

    constructor() {
        owner = msg.sender;
    }

    modifier onlyOwner() {
        require(msg.sender == owner, "only the owner");
        _;
    }

    modifier settles(address who) {
        perTokenStored = perToken();
        settledAt = lastPaidMoment();
        if (who != address(0)) {
            rewards[who] = due(who);
            paidPerToken[who] = perTokenStored;
        }
        _;
    }

    function faucet(uint256 amount) external {
        wallet[msg.sender] += amount;
    }

    function lastPaidMoment() public view returns (uint256) {
        return _min(endsAt, block.timestamp);
    }

    function perToken() public view returns (uint256) {
        if (totalSupply == 0) {
            return perTokenStored;
        }
        return perTokenStored
            + (ratePerSecond * (lastPaidMoment() - settledAt) * 1e18) / totalSupply;
    }

    function stake(uint256 amount_) external settles(msg.sender) {
        require(amount_ > 0, "nothing to move");
        require(wallet[msg.sender] >= amount_, "the wallet holds less");
        wallet[msg.sender] -= amount_;
        balanceOf[msg.sender] += amount_;
        totalSupply += amount_;
        emit Staked(msg.sender, amount_);
    }

    function withdraw(uint256 amount_) public settles(msg.sender) {
        require(amount_ > 0, "nothing to move");
        balanceOf[msg.sender] -= amount_;
        totalSupply -= amount_;
        wallet[msg.sender] += amount_;
        emit Unstaked(msg.sender, amount_);
    }

    function due(address who) public view returns (uint256) {
        return ((balanceOf[who] * (perToken() - paidPerToken[who])) / 1e18)
            + rewards[who];
    }

    function collect() public settles(msg.sender) {
        uint256 reward = rewards[msg.sender];
        if (reward > 0) {
            rewards[msg.sender] = 0;
            collected[msg.sender] += reward;
            emit Collected(msg.sender, reward);
        }
    }

    function leave() external {
        withdraw(balanceOf[msg.sender]);
        collect();
    }

    function setPeriod(uint256 period_) external onlyOwner {
        require(endsAt < block.timestamp, "rewards still run");
        period = period_;
    }

    function startRewards(uint256 amount_) external onlyOwner settles(address(0)) {
        if (block.timestamp >= endsAt) {
            ratePerSecond = amount_ / period;
        } else {
            uint256 rest = (endsAt - block.timestamp) * ratePerSecond;
            ratePerSecond = (amount_ + rest) / period;
        }
        require(ratePerSecond > 0, "less than one a second");
        endsAt = block.timestamp + period;
        settledAt = block.timestamp;
        emit Started(amount_, ratePerSecond);
    }

    function _min(uint256 x, uint256 y) private pure returns (uint256) {
        return x <= y ? x : y;
    }
}

//= deploy: ok
//= faucet(uint256): ok
//= faucet(uint256): ok
//= stake(uint256): revert "nothing to move"
//= stake(uint256): revert "the wallet holds less"
//= startRewards(uint256): revert "only the owner"
//= startRewards(uint256): ok
//=   event Started(uint256,uint256) [] 0x00000000000000000000000000000000000000000000003635c9adc5dea000000000000000000000000000000000000000000000000000008ac7230489e80000
//= stake(uint256): ok
//=   event Staked(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x00000000000000000000000000000000000000000000000000000000000003e8
//= due(address): ok 0
//= due(address): ok 100000000000000000000
//= stake(uint256): ok
//=   event Staked(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc] 0x0000000000000000000000000000000000000000000000000000000000000bb8
//= perToken(): ok 125000000000000000000000000000000000
//= due(address): ok 75000000000000000000
//= startRewards(uint256): ok
//=   event Started(uint256,uint256) [] 0x000000000000000000000000000000000000000000000025f273933db5700000000000000000000000000000000000000000000000000000c249fdd327780000
//= collect(): ok
//=   event Collected(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x000000000000000000000000000000000000000000000008ac7230489e800000
//= collect(): ok
//= withdraw(uint256): panic 0x11
//= leave(): ok
//=   event Unstaked(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc] 0x0000000000000000000000000000000000000000000000000000000000000bb8
//=   event Collected(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc] 0x00000000000000000000000000000000000000000000003cfc82e37e9a740000
//= due(address): ok 315000000000000000000
//= leave(): ok
//=   event Unstaked(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x00000000000000000000000000000000000000000000000000000000000003e8
//=   event Collected(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x0000000000000000000000000000000000000000000000111380cf0ef80c0000
//= totalSupply(): ok 0
//= rewards(address): ok 0
//= collected(address): ok 475000000000000000000
//= setPeriod(uint256): revert "rewards still run"
//= setPeriod(uint256): ok
//= endsAt(): ok 1700000130
