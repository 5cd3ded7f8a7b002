// Subscriptions with plans, renewal, a grace period and pro-rata cancellation.
//? deploy from 0x00000000000000000000000000000000000000aa
//? addPlan(string "basic", uint256 30, uint256 7) from 0x00000000000000000000000000000000000000aa
//? addPlan(string "pro", uint256 90, uint256 0) from 0x00000000000000000000000000000000000000aa
//? addPlan(string "never", uint256 0, uint256 0) from 0x00000000000000000000000000000000000000aa
//? addPlan(string "x", uint256 1, uint256 1) from 0x00000000000000000000000000000000000000bb
//? subscribe(uint256 0) value 30 from 0x00000000000000000000000000000000000000bb time 1700000000
//? subscribe(uint256 0) value 29 from 0x00000000000000000000000000000000000000cc time 1700000000
//? subscribe(uint256 2) value 29 from 0x00000000000000000000000000000000000000cc time 1700000000
//? isActive(address 0x00000000000000000000000000000000000000bb) time 1702592000
//? isActive(address 0x00000000000000000000000000000000000000bb) time 1702592001
//? status(address 0x00000000000000000000000000000000000000bb) time 1702592001
//? subscribe(uint256 0) value 60 from 0x00000000000000000000000000000000000000bb time 1702000000
//? subscriptionOf(address 0x00000000000000000000000000000000000000bb)
//? subscribe(uint256 1) value 90 from 0x00000000000000000000000000000000000000bb time 1702000000
//? status(address 0x00000000000000000000000000000000000000cc) time 1700000000
//? cancel() from 0x00000000000000000000000000000000000000bb time 1702592000
//? cancel() from 0x00000000000000000000000000000000000000bb time 1702592000
//? refunds(address 0x00000000000000000000000000000000000000bb)
//? setActive(uint256 1, bool false) from 0x00000000000000000000000000000000000000aa
//? subscribe(uint256 1) value 90 from 0x00000000000000000000000000000000000000cc time 1700000000
//? plans(uint256 1)
//? revenue()

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.15;

contract Subscriptions {
    enum Status { None, Active, Grace, Expired }

    struct Plan {
        string title;
        uint256 pricePerPeriod;
        uint256 graceDays;
        bool active;
    }

    struct Subscription {
        uint256 planId;
        uint64 start;
        uint64 paidUntil;
    }

    uint64 public constant PERIOD = 30 days;
    address public immutable owner;
    Plan[] public plans;
    mapping(address subscriber => Subscription) private subs;
    mapping(address => uint256) public refunds;
    uint256 public revenue;

    event PlanAdded(uint256 indexed planId, string title);
    event Subscribed(address indexed who, uint256 indexed planId, uint64 paidUntil);
    event Cancelled(address indexed who, uint256 refund);

    error UnknownPlan(uint256 planId);
    error InactivePlan(uint256 planId);
    error OtherPlan(uint256 current);
    error NotAMultiple(uint256 price, uint256 sent);
    error NotSubscribed();

    modifier onlyOwner {
        require(msg.sender == owner, "Subscriptions: not the owner");
        _;
    }

    modifier planExists(uint256 planId) {
        if (planId >= plans.length) revert UnknownPlan(planId);
        _;
    }

    constructor() {
        owner = msg.sender;
    }

    function addPlan(string memory title, uint256 price, uint256 graceDays) external onlyOwner returns (uint256) {
        require(price > 0, "Subscriptions: free plan");
        plans.push(Plan(title, price, graceDays, true));
        emit PlanAdded(plans.length - 1, title);
        return plans.length - 1;
    }

    function setActive(uint256 planId, bool active) external onlyOwner planExists(planId) {
        plans[planId].active = active;
    }

    function subscribe(uint256 planId) external payable planExists(planId) {
        Plan storage plan = plans[planId];
        if (!plan.active) revert InactivePlan(planId);
        if (msg.value == 0 || msg.value % plan.pricePerPeriod != 0) {
            revert NotAMultiple(plan.pricePerPeriod, msg.value);
        }
        Subscription storage sub = subs[msg.sender];
        uint64 now_ = uint64(block.timestamp);
        if (sub.paidUntil >= now_) {
            if (sub.planId != planId) revert OtherPlan(sub.planId);
        } else {
            sub.planId = planId;
            sub.start = now_;
            sub.paidUntil = now_;
        }
        uint64 periods = uint64(msg.value / plan.pricePerPeriod);
        sub.paidUntil += periods * PERIOD;
        revenue += msg.value;
        emit Subscribed(msg.sender, planId, sub.paidUntil);
    }

    function cancel() external {
        Subscription memory sub = subs[msg.sender];
        if (sub.paidUntil <= block.timestamp) revert NotSubscribed();
        uint256 left = sub.paidUntil - block.timestamp;
        uint256 refund = left * plans[sub.planId].pricePerPeriod / PERIOD;
        delete subs[msg.sender];
        refunds[msg.sender] += refund;
        revenue -= refund;
        emit Cancelled(msg.sender, refund);
    }

    function isActive(address who) public view returns (bool) {
        return subs[who].paidUntil >= block.timestamp;
    }

    function status(address who) external view returns (Status) {
        Subscription storage sub = subs[who];
        if (sub.start == 0) return Status.None;
        if (isActive(who)) return Status.Active;
        uint256 graceEnd = sub.paidUntil + plans[sub.planId].graceDays * 1 days;
        return block.timestamp <= graceEnd ? Status.Grace : Status.Expired;
    }

    function subscriptionOf(address who) external view returns (Subscription memory) {
        return subs[who];
    }
}

//= deploy: ok
//= addPlan(string,uint256,uint256): ok 0
//=   event PlanAdded(uint256,string) [0x0000000000000000000000000000000000000000000000000000000000000000] 0x000000000000000000000000000000000000000000000000000000000000002000000000000000000000000000000000000000000000000000000000000000056261736963000000000000000000000000000000000000000000000000000000
//= addPlan(string,uint256,uint256): ok 1
//=   event PlanAdded(uint256,string) [0x0000000000000000000000000000000000000000000000000000000000000001] 0x0000000000000000000000000000000000000000000000000000000000000020000000000000000000000000000000000000000000000000000000000000000370726f0000000000000000000000000000000000000000000000000000000000
//= addPlan(string,uint256,uint256): revert "Subscriptions: free plan"
//= addPlan(string,uint256,uint256): revert "Subscriptions: not the owner"
//= subscribe(uint256): ok
//=   event Subscribed(address,uint256,uint64) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x00000000000000000000000000000000000000000000000000000000657b7e00
//= subscribe(uint256): revert NotAMultiple(uint256,uint256) (30, 29)
//= subscribe(uint256): revert UnknownPlan(uint256) (2)
//= isActive(address): ok true
//= isActive(address): ok false
//= status(address): ok 2
//= subscribe(uint256): ok
//=   event Subscribed(address,uint256,uint64) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x0000000000000000000000000000000000000000000000000000000065ca9800
//= subscriptionOf(address): ok (0, 1700000000, 1707776000)
//= subscribe(uint256): revert OtherPlan(uint256) (0)
//= status(address): ok 0
//= cancel(): ok
//=   event Cancelled(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x000000000000000000000000000000000000000000000000000000000000003c
//= cancel(): revert NotSubscribed()
//= refunds(address): ok 60
//= setActive(uint256,bool): ok
//= subscribe(uint256): revert InactivePlan(uint256) (1)
//= plans(uint256): ok "pro", 90, 0, false
//= revenue(): ok 30
