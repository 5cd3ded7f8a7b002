// A crowdfund of campaigns with pledges that can be taken back, as courses build it, with strict ownership in two steps.
//? launch(uint256 100, uint32 10, uint32 60) from 0xa1 time 1000
//? launch(uint256 100, uint32 10, uint32 9000000) from 0xa1 time 1000
//? pledge(uint256 1) from 0xb1 value 40 time 1005
//? pledge(uint256 1) from 0xb1 value 40 time 1011
//? pledge(uint256 1) from 0xb2 value 70 time 1012
//? unpledge(uint256 1, uint256 15) from 0xb1 time 1013
//? unpledge(uint256 1, uint256 150) from 0xb1 time 1013
//? claim(uint256 1) from 0xa1 time 1050
//? claim(uint256 1) from 0xb1 time 1071
//? unpledge(uint256 1, uint256 20) from 0xb1 time 1014
//? cancel(uint256 1) from 0xa1 time 1001
//? claim(uint256 1) from 0xa1 time 1071
//? refund(uint256 1) from 0xb2 time 1072
//? campaigns(uint256 1)
//? pledgedAmount(uint256 1, address 0x00000000000000000000000000000000000000b1)
//? transferOwnership(address 0x00000000000000000000000000000000000000cc)
//? acceptOwnership() from 0xbb
//? acceptOwnership() from 0xcc
//? owner()
//? transferOwnership(address 0x00000000000000000000000000000000000000cc)
pragma solidity ^0.8.20;

abstract contract Ownable {
    address private _owner = msg.sender;
    error OwnableUnauthorizedAccount(address account);
    event OwnershipTransferred(address indexed previousOwner, address indexed newOwner);
    modifier onlyOwner() {
        if (owner() != msg.sender) revert OwnableUnauthorizedAccount(msg.sender);
        _;
    }
    function owner() public view virtual returns (address) { return _owner; }
    function transferOwnership(address newOwner) public virtual onlyOwner { _transferOwnership(newOwner); }
    function _transferOwnership(address newOwner) internal virtual {
        emit OwnershipTransferred(_owner, _owner = newOwner);
    }
}

abstract contract Ownable2Step is Ownable {
    address private _pendingOwner;
    event OwnershipTransferStarted(address indexed previousOwner, address indexed newOwner);
    function transferOwnership(address newOwner) public virtual override onlyOwner {
        _pendingOwner = newOwner;
        emit OwnershipTransferStarted(owner(), newOwner);
    }
    function _transferOwnership(address newOwner) internal virtual override {
        delete _pendingOwner;
        super._transferOwnership(newOwner);
    }
    function acceptOwnership() public virtual {
        address sender = msg.sender;
        if (_pendingOwner != sender) revert OwnableUnauthorizedAccount(sender);
        _transferOwnership(sender);
    }
}

contract CrowdFund is Ownable2Step {
    event Launch(uint256 id, address indexed creator, uint256 goal, uint32 startAt, uint32 endAt);
    event Cancel(uint256 id);
    event Pledge(uint256 indexed id, address indexed caller, uint256 amount);
    event Unpledge(uint256 indexed id, address indexed caller, uint256 amount);
    event Claim(uint256 id);
    event Refund(uint256 id, address indexed caller, uint256 amount);

    struct Campaign {
        address creator;
        uint256 goal;
        uint256 pledged;
        uint32 startAt;
        uint32 endAt;
        bool claimed;
    }

    uint256 public count;
    mapping(uint256 => Campaign) public campaigns;
    mapping(uint256 => mapping(address => uint256)) public pledgedAmount;

    function launch(uint256 _goal, uint32 _startOffset, uint32 _duration) external returns (uint256) {
        uint32 _startAt = uint32(block.timestamp) + _startOffset;
        uint32 _endAt = _startAt + _duration;
        require(_endAt <= block.timestamp + 90 days, "end at > max duration");
        count += 1;
        campaigns[count] = Campaign({
            creator: msg.sender,
            goal: _goal,
            pledged: 0,
            startAt: _startAt,
            endAt: _endAt,
            claimed: false
        });
        emit Launch(count, msg.sender, _goal, _startAt, _endAt);
        return count;
    }

    function cancel(uint256 _id) external {
        Campaign memory campaign = campaigns[_id];
        require(campaign.creator == msg.sender, "not creator");
        require(block.timestamp < campaign.startAt, "started");
        require(campaign.pledged == 0, "pledged");
        delete campaigns[_id];
        emit Cancel(_id);
    }

    function pledge(uint256 _id) external payable {
        Campaign storage campaign = campaigns[_id];
        require(block.timestamp >= campaign.startAt, "not started");
        require(block.timestamp <= campaign.endAt, "ended");
        campaign.pledged += msg.value;
        pledgedAmount[_id][msg.sender] += msg.value;
        emit Pledge(_id, msg.sender, msg.value);
    }

    function unpledge(uint256 _id, uint256 _amount) external {
        Campaign storage campaign = campaigns[_id];
        require(block.timestamp <= campaign.endAt, "ended");
        campaign.pledged -= _amount;
        pledgedAmount[_id][msg.sender] -= _amount;
        emit Unpledge(_id, msg.sender, _amount);
    }

    function claim(uint256 _id) external {
        Campaign storage campaign = campaigns[_id];
        require(campaign.creator == msg.sender, "not creator");
        require(block.timestamp > campaign.endAt, "not ended");
        require(campaign.pledged >= campaign.goal, "pledged < goal");
        require(!campaign.claimed, "claimed");
        campaign.claimed = true;
        emit Claim(_id);
    }

    function refund(uint256 _id) external {
        Campaign memory campaign = campaigns[_id];
        require(block.timestamp > campaign.endAt, "not ended");
        require(campaign.pledged < campaign.goal, "pledged >= goal");
        uint256 bal = pledgedAmount[_id][msg.sender];
        pledgedAmount[_id][msg.sender] = 0;
        emit Refund(_id, msg.sender, bal);
    }
}

//= deploy: ok
//= launch(uint256,uint32,uint32): ok 1
//=   event Launch(uint256,address,uint256,uint32,uint32) [0x00000000000000000000000000000000000000000000000000000000000000a1] 0x0000000000000000000000000000000000000000000000000000000000000001000000000000000000000000000000000000000000000000000000000000006400000000000000000000000000000000000000000000000000000000000003f2000000000000000000000000000000000000000000000000000000000000042e
//= launch(uint256,uint32,uint32): revert "end at > max duration"
//= pledge(uint256): revert "not started"
//= pledge(uint256): ok
//=   event Pledge(uint256,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x00000000000000000000000000000000000000000000000000000000000000b1] 0x0000000000000000000000000000000000000000000000000000000000000028
//= pledge(uint256): ok
//=   event Pledge(uint256,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x00000000000000000000000000000000000000000000000000000000000000b2] 0x0000000000000000000000000000000000000000000000000000000000000046
//= unpledge(uint256,uint256): ok
//=   event Unpledge(uint256,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x00000000000000000000000000000000000000000000000000000000000000b1] 0x000000000000000000000000000000000000000000000000000000000000000f
//= unpledge(uint256,uint256): panic 0x11
//= claim(uint256): revert "not ended"
//= claim(uint256): revert "not creator"
//= unpledge(uint256,uint256): ok
//=   event Unpledge(uint256,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x00000000000000000000000000000000000000000000000000000000000000b1] 0x0000000000000000000000000000000000000000000000000000000000000014
//= cancel(uint256): revert "pledged"
//= claim(uint256): revert "pledged < goal"
//= refund(uint256): ok
//=   event Refund(uint256,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000b2] 0x00000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000046
//= campaigns(uint256): ok 0x00000000000000000000000000000000000000a1, 100, 75, 1010, 1070, false
//= pledgedAmount(uint256,address): ok 5
//= transferOwnership(address): ok
//=   event OwnershipTransferStarted(address,address) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x00000000000000000000000000000000000000000000000000000000000000cc] 0x
//= acceptOwnership(): revert OwnableUnauthorizedAccount(address) (0x00000000000000000000000000000000000000bb)
//= acceptOwnership(): ok
//=   event OwnershipTransferred(address,address) [0x00000000000000000000000000000000000000000000000000000000000000cc, 0x00000000000000000000000000000000000000000000000000000000000000cc] 0x
//= owner(): ok 0x00000000000000000000000000000000000000cc
//= transferOwnership(address): revert OwnableUnauthorizedAccount(address) (0x0000000000000000000000000000000000000001)
