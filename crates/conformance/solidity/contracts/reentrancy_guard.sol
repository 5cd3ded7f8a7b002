// A guard by status, and a hook by which a contract re-enters itself without an outside call.
//? deploy from 0x00000000000000000000000000000000000000aa
//? deposit() value 100 from 0x00000000000000000000000000000000000000bb
//? setHook(uint8 1) from 0x00000000000000000000000000000000000000bb
//? withdraw(uint256 40) from 0x00000000000000000000000000000000000000bb
//? setHook(uint8 2) from 0x00000000000000000000000000000000000000bb
//? withdraw(uint256 40) from 0x00000000000000000000000000000000000000bb
//? setHook(uint8 3) from 0x00000000000000000000000000000000000000bb
//? withdraw(uint256 40) from 0x00000000000000000000000000000000000000bb
//? balanceOf(address 0x00000000000000000000000000000000000000bb)
//? status()
//? setHook(uint8 0) from 0x00000000000000000000000000000000000000bb
//? withdraw(uint256 61) from 0x00000000000000000000000000000000000000bb
//? withdraw(uint256 20) from 0x00000000000000000000000000000000000000bb
//? unguardedWithdraw(uint256 1) from 0x00000000000000000000000000000000000000bb
//? stolen()

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

abstract contract ReentrancyGuard {
    uint256 private constant NOT_ENTERED = 1;
    uint256 private constant ENTERED = 2;
    uint256 private _status;

    error ReentrancyGuardReentrantCall();

    constructor() {
        _status = NOT_ENTERED;
    }

    modifier nonReentrant() {
        _nonReentrantBefore();
        _;
        _nonReentrantAfter();
    }

    function _nonReentrantBefore() private {
        if (_status == ENTERED) {
            revert ReentrancyGuardReentrantCall();
        }
        _status = ENTERED;
    }

    function _nonReentrantAfter() private {
        _status = NOT_ENTERED;
    }

    function _reentrancyGuardEntered() internal view returns (bool) {
        return _status == ENTERED;
    }
}

contract Bank is ReentrancyGuard {
    enum Hook { None, ReadOnly, Withdraw, Deposit }

    mapping(address => uint256) public balanceOf;
    mapping(address => Hook) public hooks;
    uint256 public stolen;
    uint256 public held;

    event Hooked(Hook hook, bool guarded);

    function deposit() external payable {
        balanceOf[msg.sender] += msg.value;
        held += msg.value;
    }

    function setHook(Hook hook) external {
        hooks[msg.sender] = hook;
    }

    function withdraw(uint256 amount) public nonReentrant {
        uint256 have = balanceOf[msg.sender];
        require(have >= amount, "Bank: too much");
        _receiver(amount);
        balanceOf[msg.sender] = have - amount;
        held -= amount;
    }

    /// @dev The bug of the course: the balance is written after the receiver ran.
    function unguardedWithdraw(uint256 amount) public {
        if (balanceOf[msg.sender] >= amount) {
            stolen += amount;
        }
    }

    function status() external view returns (bool) {
        return _reentrancyGuardEntered();
    }

    function _receiver(uint256 amount) private {
        Hook hook = hooks[msg.sender];
        if (hook == Hook.None) return;
        emit Hooked(hook, _reentrancyGuardEntered());
        if (hook == Hook.Withdraw) {
            withdraw(amount);
        } else if (hook == Hook.Deposit) {
            unguardedWithdraw(amount);
        }
    }
}

//= deploy: ok
//= deposit(): ok
//= setHook(uint8): ok
//= withdraw(uint256): ok
//=   event Hooked(uint8,bool) [] 0x00000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000001
//= setHook(uint8): ok
//= withdraw(uint256): revert ReentrancyGuardReentrantCall()
//= setHook(uint8): ok
//= withdraw(uint256): ok
//=   event Hooked(uint8,bool) [] 0x00000000000000000000000000000000000000000000000000000000000000030000000000000000000000000000000000000000000000000000000000000001
//= balanceOf(address): ok 20
//= status(): ok false
//= setHook(uint8): ok
//= withdraw(uint256): revert "Bank: too much"
//= withdraw(uint256): ok
//= unguardedWithdraw(uint256): ok
//= stolen(): ok 40
