// A purchase with deposits of both sides; states in an enum, conditions in modifiers.
//? deploy() from 0x5e value 10
//? value()
//? confirmPurchase() from 0xb0 value 9
//? confirmPurchase() from 0xb0 value 10
//? abort() from 0x5e
//? confirmReceived() from 0x5e
//? confirmReceived() from 0xb0
//? refundSeller() from 0xb0
//? refundSeller() from 0x5e
//? refundSeller() from 0x5e
//? state()
//? buyer()
//? owed(address 0x000000000000000000000000000000000000005e)
pragma solidity ^0.8.4;
contract Purchase {
    uint public value;
    address payable public seller;
    address payable public buyer;

    enum State { Created, Locked, Release, Inactive }
    // The state variable has a default value of the first member.
    State public state;
    mapping (address => uint) public owed;

    modifier condition(bool condition_) {
        require(condition_);
        _;
    }

    /// Only the buyer can call this function.
    error OnlyBuyer();
    /// Only the seller can call this function.
    error OnlySeller();
    /// The function cannot be called at the current state.
    error InvalidState();
    /// The provided value has to be even.
    error ValueNotEven();

    modifier onlyBuyer() {
        if (msg.sender != buyer)
            revert OnlyBuyer();
        _;
    }

    modifier onlySeller() {
        if (msg.sender != seller)
            revert OnlySeller();
        _;
    }

    modifier inState(State state_) {
        if (state != state_)
            revert InvalidState();
        _;
    }

    event Aborted();
    event PurchaseConfirmed();
    event ItemReceived();
    event SellerRefunded();

    constructor() payable {
        seller = payable(msg.sender);
        value = msg.value / 2;
        if ((2 * value) != msg.value)
            revert ValueNotEven();
    }

    function abort()
        external
        onlySeller
        inState(State.Created)
    {
        emit Aborted();
        state = State.Inactive;
        owed[seller] += 2 * value;
    }

    function confirmPurchase()
        external
        inState(State.Created)
        condition(msg.value == (2 * value))
        payable
    {
        emit PurchaseConfirmed();
        buyer = payable(msg.sender);
        state = State.Locked;
    }

    function confirmReceived()
        external
        onlyBuyer
        inState(State.Locked)
    {
        emit ItemReceived();
        state = State.Release;
        owed[buyer] += value;
    }

    function refundSeller()
        external
        onlySeller
        inState(State.Release)
    {
        emit SellerRefunded();
        state = State.Inactive;
        owed[seller] += 3 * value;
    }
}

//= deploy: ok
//= value(): ok 5
//= confirmPurchase(): revert
//= confirmPurchase(): ok
//=   event PurchaseConfirmed() [] 0x
//= abort(): revert InvalidState()
//= confirmReceived(): revert OnlyBuyer()
//= confirmReceived(): ok
//=   event ItemReceived() [] 0x
//= refundSeller(): revert OnlySeller()
//= refundSeller(): ok
//=   event SellerRefunded() [] 0x
//= refundSeller(): revert InvalidState()
//= state(): ok 3
//= buyer(): ok 0x00000000000000000000000000000000000000b0
//= owed(address): ok 15
