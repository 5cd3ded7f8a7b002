// A counter with a step, an owner and a floor at zero.
//? deploy from 0x00000000000000000000000000000000000000aa
//? current()
//? increment() from 0x00000000000000000000000000000000000000bb
//? increment() from 0x00000000000000000000000000000000000000bb
//? decrement() from 0x00000000000000000000000000000000000000cc
//? decrementBy(uint256 5) from 0x00000000000000000000000000000000000000cc
//? setStep(uint8 10) from 0x00000000000000000000000000000000000000bb
//? setStep(uint8 0) from 0x00000000000000000000000000000000000000aa
//? setStep(uint8 255) from 0x00000000000000000000000000000000000000aa
//? increment() from 0x00000000000000000000000000000000000000bb
//? callsOf(address 0x00000000000000000000000000000000000000bb)
//? callsOf(address 0x00000000000000000000000000000000000000cc)
//? reset() from 0x00000000000000000000000000000000000000aa
//? current()
//? wrapDown() from 0x00000000000000000000000000000000000000aa
//? current()
//? increment() from 0x00000000000000000000000000000000000000aa

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.8.0 <0.9.0;

/// @title A counter as everybody writes it first
contract Counter {
    uint256 private _value;
    uint8 public step = 1;
    address public immutable owner;
    mapping(address => uint256) private calls;

    event Incremented(address indexed by, uint256 value);
    event Decremented(address indexed by, uint256 value);
    event Reset();

    modifier onlyOwner() {
        require(msg.sender == owner, "Counter: caller is not the owner");
        _;
    }

    modifier counted() {
        _;
        calls[msg.sender]++;
    }

    constructor() {
        owner = msg.sender;
    }

    /// @notice Adds the step.
    function increment() external counted returns (uint256) {
        _value += step;
        emit Incremented(msg.sender, _value);
        return _value;
    }

    function decrement() external counted {
        decrementBy(step);
    }

    function decrementBy(uint256 by) public {
        require(_value >= by, "Counter: below zero");
        _value -= by;
        emit Decremented(msg.sender, _value);
    }

    function setStep(uint8 newStep) external onlyOwner {
        require(newStep != 0, "Counter: the step is zero");
        step = newStep;
    }

    function reset() external onlyOwner {
        delete _value;
        emit Reset();
    }

    /// @dev Shows what unchecked arithmetic does.
    function wrapDown() external onlyOwner {
        unchecked {
            _value--;
        }
    }

    function current() external view returns (uint256) {
        return _value;
    }

    function callsOf(address who) external view returns (uint256) {
        return calls[who];
    }
}

//= deploy: ok
//= current(): ok 0
//= increment(): ok 1
//=   event Incremented(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x0000000000000000000000000000000000000000000000000000000000000001
//= increment(): ok 2
//=   event Incremented(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x0000000000000000000000000000000000000000000000000000000000000002
//= decrement(): ok
//=   event Decremented(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc] 0x0000000000000000000000000000000000000000000000000000000000000001
//= decrementBy(uint256): revert "Counter: below zero"
//= setStep(uint8): revert "Counter: caller is not the owner"
//= setStep(uint8): revert "Counter: the step is zero"
//= setStep(uint8): ok
//= increment(): ok 256
//=   event Incremented(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x0000000000000000000000000000000000000000000000000000000000000100
//= callsOf(address): ok 3
//= callsOf(address): ok 1
//= reset(): ok
//=   event Reset() [] 0x
//= current(): ok 0
//= wrapDown(): ok
//= current(): ok 115792089237316195423570985008687907853269984665640564039457584007913129639935
//= increment(): panic 0x11
