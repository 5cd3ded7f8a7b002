// A crowdsale in layers: timed, capped, whitelisted, refundable, each adding to the checks by `super`.
//? deploy from 0x00000000000000000000000000000000000000aa time 1700000000
//? buyTokens(address 0x00000000000000000000000000000000000000bb) value 100 from 0x00000000000000000000000000000000000000bb time 1700000010
//? allow(address[] [0x00000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000cc], bool true) from 0x00000000000000000000000000000000000000aa
//? buyTokens(address 0x00000000000000000000000000000000000000bb) value 100 from 0x00000000000000000000000000000000000000bb time 1699999999
//? buyTokens(address 0x00000000000000000000000000000000000000bb) value 100 from 0x00000000000000000000000000000000000000bb time 1700000010
//? buyTokens(address 0x0000000000000000000000000000000000000000) value 100 from 0x00000000000000000000000000000000000000bb time 1700000010
//? buyTokens(address 0x00000000000000000000000000000000000000cc) value 0 from 0x00000000000000000000000000000000000000bb time 1700000010
//? buyTokens(address 0x00000000000000000000000000000000000000cc) value 500 from 0x00000000000000000000000000000000000000cc time 1700000600
//? rate() time 1700000600
//? buyTokens(address 0x00000000000000000000000000000000000000cc) value 401 from 0x00000000000000000000000000000000000000cc time 1700000700
//? finalize() from 0x00000000000000000000000000000000000000aa time 1700000800
//? claimRefund(address 0x00000000000000000000000000000000000000cc) from 0x00000000000000000000000000000000000000cc time 1700001001
//? finalize() from 0x00000000000000000000000000000000000000aa time 1700001001
//? finalize() from 0x00000000000000000000000000000000000000aa time 1700001001
//? claimRefund(address 0x00000000000000000000000000000000000000cc) from 0x00000000000000000000000000000000000000cc time 1700001002
//? claimRefund(address 0x00000000000000000000000000000000000000cc) from 0x00000000000000000000000000000000000000cc time 1700001003
//? tokens(address 0x00000000000000000000000000000000000000bb)
//? weiRaised()
//? goalReached()
//? trace(address 0x00000000000000000000000000000000000000bb) from 0x00000000000000000000000000000000000000bb time 1700000010

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

abstract contract Crowdsale {
    uint256 public weiRaised;
    uint256 internal immutable baseRate;
    mapping(address => uint256) public tokens;

    event TokensPurchased(address indexed purchaser, address indexed beneficiary, uint256 value, uint256 amount);

    constructor(uint256 rate_) {
        require(rate_ > 0, "Crowdsale: rate is 0");
        baseRate = rate_;
    }

    function rate() public view virtual returns (uint256) {
        return baseRate;
    }

    function buyTokens(address beneficiary) public payable {
        _preValidatePurchase(beneficiary, msg.value);
        uint256 amount = _getTokenAmount(msg.value);
        weiRaised += msg.value;
        _processPurchase(beneficiary, amount);
        emit TokensPurchased(msg.sender, beneficiary, msg.value, amount);
        _updatePurchasingState(beneficiary, msg.value);
    }

    function trace(address) public view virtual returns (string memory) {
        return "Crowdsale";
    }

    function _preValidatePurchase(address beneficiary, uint256 amount) internal view virtual {
        require(beneficiary != address(0), "Crowdsale: beneficiary is the zero address");
        require(amount != 0, "Crowdsale: weiAmount is 0");
    }

    function _getTokenAmount(uint256 amount) internal view virtual returns (uint256) {
        return amount * rate();
    }

    function _processPurchase(address beneficiary, uint256 amount) internal virtual {
        tokens[beneficiary] += amount;
    }

    function _updatePurchasingState(address beneficiary, uint256 amount) internal virtual {}
}

abstract contract TimedCrowdsale is Crowdsale {
    uint256 public openingTime;
    uint256 public closingTime;

    constructor(uint256 opening, uint256 closing) {
        require(closing > opening, "TimedCrowdsale: opening time is not before closing time");
        openingTime = opening;
        closingTime = closing;
    }

    modifier onlyWhileOpen() {
        require(isOpen(), "TimedCrowdsale: not open");
        _;
    }

    function isOpen() public view returns (bool) {
        return block.timestamp >= openingTime && block.timestamp <= closingTime;
    }

    function hasClosed() public view returns (bool) {
        return block.timestamp > closingTime;
    }

    function trace(address who) public view virtual override returns (string memory) {
        return string.concat("Timed>", super.trace(who));
    }

    function _preValidatePurchase(address beneficiary, uint256 amount) internal view virtual override onlyWhileOpen {
        super._preValidatePurchase(beneficiary, amount);
    }
}

abstract contract FallingRateCrowdsale is TimedCrowdsale {
    uint256 public immutable finalRate;

    constructor(uint256 finalRate_) {
        finalRate = finalRate_;
    }

    function rate() public view virtual override returns (uint256) {
        if (!isOpen()) return 0;
        uint256 elapsed = block.timestamp - openingTime;
        uint256 range = closingTime - openingTime;
        return baseRate - elapsed * (baseRate - finalRate) / range;
    }
}

abstract contract CappedCrowdsale is Crowdsale {
    uint256 public immutable cap;

    constructor(uint256 cap_) {
        cap = cap_;
    }

    function trace(address who) public view virtual override returns (string memory) {
        return string.concat("Capped>", super.trace(who));
    }

    function _preValidatePurchase(address beneficiary, uint256 amount) internal view virtual override {
        super._preValidatePurchase(beneficiary, amount);
        require(weiRaised + amount <= cap, "CappedCrowdsale: cap exceeded");
    }
}

abstract contract WhitelistCrowdsale is Crowdsale {
    mapping(address => bool) internal allowed;

    function trace(address who) public view virtual override returns (string memory) {
        return string.concat(allowed[who] ? "Listed>" : "Unlisted>", super.trace(who));
    }

    function _preValidatePurchase(address beneficiary, uint256 amount) internal view virtual override {
        require(allowed[msg.sender], "WhitelistCrowdsale: not allowed");
        super._preValidatePurchase(beneficiary, amount);
    }
}

abstract contract RefundableCrowdsale is TimedCrowdsale {
    uint256 public immutable goal;
    bool public finalized;
    mapping(address => uint256) private deposits;

    event Finalized(bool success);
    event Refunded(address indexed refundee, uint256 amount);

    constructor(uint256 goal_) {
        goal = goal_;
    }

    function goalReached() public view returns (bool) {
        return weiRaised >= goal;
    }

    function finalize() public {
        require(!finalized, "finalized already");
        require(hasClosed(), "not closed");
        finalized = true;
        emit Finalized(goalReached());
    }

    function claimRefund(address refundee) public {
        require(finalized, "not finalized");
        require(!goalReached(), "goal reached");
        uint256 payment = deposits[refundee];
        require(payment > 0, "no deposit");
        delete deposits[refundee];
        emit Refunded(refundee, payment);
    }

    function _updatePurchasingState(address beneficiary, uint256 amount) internal virtual override {
        super._updatePurchasingState(beneficiary, amount);
        deposits[beneficiary] += amount;
    }
}

contract TokenSale is
    CappedCrowdsale,
    FallingRateCrowdsale,
    WhitelistCrowdsale,
    RefundableCrowdsale
{
    address private immutable admin;

    constructor()
        Crowdsale(10)
        TimedCrowdsale(block.timestamp, block.timestamp + 1000)
        FallingRateCrowdsale(5)
        CappedCrowdsale(1000)
        RefundableCrowdsale(900)
    {
        admin = msg.sender;
    }

    function allow(address[] calldata accounts, bool yes) external {
        require(msg.sender == admin);
        for (uint256 i; i < accounts.length; ++i) allowed[accounts[i]] = yes;
    }

    function rate() public view override(Crowdsale, FallingRateCrowdsale) returns (uint256) {
        return super.rate();
    }

    function trace(address who)
        public
        view
        override(TimedCrowdsale, CappedCrowdsale, WhitelistCrowdsale)
        returns (string memory)
    {
        return string.concat("Sale>", super.trace(who));
    }

    function _preValidatePurchase(address beneficiary, uint256 amount)
        internal
        view
        override(TimedCrowdsale, CappedCrowdsale, WhitelistCrowdsale)
    {
        super._preValidatePurchase(beneficiary, amount);
    }

    function _updatePurchasingState(address beneficiary, uint256 amount)
        internal
        override(Crowdsale, RefundableCrowdsale)
    {
        super._updatePurchasingState(beneficiary, amount);
    }
}

//= deploy: ok
//= buyTokens(address): revert "WhitelistCrowdsale: not allowed"
//= allow(address[],bool): ok
//= buyTokens(address): revert "TimedCrowdsale: not open"
//= buyTokens(address): ok
//=   event TokensPurchased(address,address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x000000000000000000000000000000000000000000000000000000000000006400000000000000000000000000000000000000000000000000000000000003e8
//= buyTokens(address): revert "Crowdsale: beneficiary is the zero address"
//= buyTokens(address): revert "Crowdsale: weiAmount is 0"
//= buyTokens(address): ok
//=   event TokensPurchased(address,address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc, 0x00000000000000000000000000000000000000000000000000000000000000cc] 0x00000000000000000000000000000000000000000000000000000000000001f40000000000000000000000000000000000000000000000000000000000000dac
//= rate(): ok 7
//= buyTokens(address): revert "CappedCrowdsale: cap exceeded"
//= finalize(): revert "not closed"
//= claimRefund(address): revert "not finalized"
//= finalize(): ok
//=   event Finalized(bool) [] 0x0000000000000000000000000000000000000000000000000000000000000000
//= finalize(): revert "finalized already"
//= claimRefund(address): ok
//=   event Refunded(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc] 0x00000000000000000000000000000000000000000000000000000000000001f4
//= claimRefund(address): revert "no deposit"
//= tokens(address): ok 1000
//= weiRaised(): ok 600
//= goalReached(): ok false
//= trace(address): ok "Sale>Listed>Timed>Capped>Crowdsale"
