// Escrow between buyer and seller with an arbiter: a small state machine.
//? deploy(address 0x00000000000000000000000000000000000000bb, address 0x00000000000000000000000000000000000000cc) from 0x00000000000000000000000000000000000000aa value 0
//? deposit() value 100 from 0x00000000000000000000000000000000000000bb
//? confirmReceived() from 0x00000000000000000000000000000000000000aa
//? deposit() value 0 from 0x00000000000000000000000000000000000000aa
//? deposit() value 100 from 0x00000000000000000000000000000000000000aa
//? deposit() value 1 from 0x00000000000000000000000000000000000000aa
//? ship(string "PKG-1") from 0x00000000000000000000000000000000000000aa
//? ship(string "PKG-1") from 0x00000000000000000000000000000000000000bb
//? dispute(string "broken") from 0x00000000000000000000000000000000000000dd
//? dispute(string "broken") from 0x00000000000000000000000000000000000000aa
//? resolve(uint8 101) from 0x00000000000000000000000000000000000000cc
//? resolve(uint8 70) from 0x00000000000000000000000000000000000000bb
//? resolve(uint8 70) from 0x00000000000000000000000000000000000000cc
//? resolve(uint8 70) from 0x00000000000000000000000000000000000000cc
//? state()
//? withdrawable(address 0x00000000000000000000000000000000000000aa)
//? withdrawable(address 0x00000000000000000000000000000000000000bb)
//? withdraw() from 0x00000000000000000000000000000000000000aa
//? withdraw() from 0x00000000000000000000000000000000000000aa
//? trackingHash()

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.19;

contract Escrow {
    enum State { AwaitingPayment, AwaitingShipment, AwaitingDelivery, Disputed, Complete }

    address public immutable buyer;
    address payable public immutable seller;
    address public immutable arbiter;
    State public state;
    uint256 public amount;
    bytes32 public trackingHash;
    mapping(address => uint256) public withdrawable;

    error InvalidState(State current, State required);
    error Unauthorized();
    error InvalidAmount(uint256 sent);

    event Deposited(address indexed buyer, uint256 amount);
    event Shipped(string indexed tracking, string trackingText);
    event DisputeRaised(address indexed by, string reason);
    event Resolved(uint256 toBuyer, uint256 toSeller);
    event Withdrawn(address indexed account, uint256 amount);

    modifier only(address account) {
        if (msg.sender != account) revert Unauthorized();
        _;
    }

    modifier inState(State required) {
        if (state != required) revert InvalidState(state, required);
        _;
    }

    constructor(address payable _seller, address _arbiter) {
        require(_seller != address(0) && _arbiter != address(0), "zero address");
        buyer = msg.sender;
        seller = _seller;
        arbiter = _arbiter;
    }

    function deposit() external payable only(buyer) inState(State.AwaitingPayment) {
        if (msg.value == 0) revert InvalidAmount(msg.value);
        amount = msg.value;
        state = State.AwaitingShipment;
        emit Deposited(msg.sender, msg.value);
    }

    function ship(string calldata tracking) external only(seller) inState(State.AwaitingShipment) {
        trackingHash = keccak256(bytes(tracking));
        state = State.AwaitingDelivery;
        emit Shipped(tracking, tracking);
    }

    function confirmReceived() external only(buyer) inState(State.AwaitingDelivery) {
        _split(0);
    }

    function dispute(string memory reason) external inState(State.AwaitingDelivery) {
        if (msg.sender != buyer && msg.sender != seller) {
            revert Unauthorized();
        }
        state = State.Disputed;
        emit DisputeRaised(msg.sender, reason);
    }

    function resolve(uint8 buyerPercent) external only(arbiter) inState(State.Disputed) {
        require(buyerPercent <= 100, "more than everything");
        _split(buyerPercent);
    }

    function withdraw() external {
        uint256 due = withdrawable[msg.sender];
        if (due == 0) revert InvalidAmount(0);
        withdrawable[msg.sender] = 0;
        emit Withdrawn(msg.sender, due);
    }

    function _split(uint8 buyerPercent) private {
        uint256 toBuyer = (amount * buyerPercent) / 100;
        uint256 toSeller = amount - toBuyer;
        withdrawable[buyer] += toBuyer;
        withdrawable[seller] += toSeller;
        state = State.Complete;
        emit Resolved(toBuyer, toSeller);
    }
}

//= deploy: ok
//= deposit(): revert Unauthorized()
//= confirmReceived(): revert InvalidState(uint8,uint8) (0, 2)
//= deposit(): revert InvalidAmount(uint256) (0)
//= deposit(): ok
//=   event Deposited(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000aa] 0x0000000000000000000000000000000000000000000000000000000000000064
//= deposit(): revert InvalidState(uint8,uint8) (1, 0)
//= ship(string): revert Unauthorized()
//= ship(string): ok
//=   event Shipped(string,string) [0x4003cc67344a3496ece7e6e2da7b298a7160bbba08b5f2e2c8649a6aebe8be2f] 0x00000000000000000000000000000000000000000000000000000000000000200000000000000000000000000000000000000000000000000000000000000005504b472d31000000000000000000000000000000000000000000000000000000
//= dispute(string): revert Unauthorized()
//= dispute(string): ok
//=   event DisputeRaised(address,string) [0x00000000000000000000000000000000000000000000000000000000000000aa] 0x0000000000000000000000000000000000000000000000000000000000000020000000000000000000000000000000000000000000000000000000000000000662726f6b656e0000000000000000000000000000000000000000000000000000
//= resolve(uint8): revert "more than everything"
//= resolve(uint8): revert Unauthorized()
//= resolve(uint8): ok
//=   event Resolved(uint256,uint256) [] 0x0000000000000000000000000000000000000000000000000000000000000046000000000000000000000000000000000000000000000000000000000000001e
//= resolve(uint8): revert InvalidState(uint8,uint8) (4, 3)
//= state(): ok 4
//= withdrawable(address): ok 70
//= withdrawable(address): ok 30
//= withdraw(): ok
//=   event Withdrawn(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000aa] 0x0000000000000000000000000000000000000000000000000000000000000046
//= withdraw(): revert InvalidAmount(uint256) (0)
//= trackingHash(): ok 0x4003cc67344a3496ece7e6e2da7b298a7160bbba08b5f2e2c8649a6aebe8be2f
