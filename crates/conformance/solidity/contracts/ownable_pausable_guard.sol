// Two-step ownership, pausing and a guard against calls within calls, from modifiers of three bases.
//? deploy from 0xaa
//? deposit() value 5 from 0xbb
//? pause() from 0xbb
//? pause() from 0xaa
//? deposit() value 5 from 0xbb
//? unpause() from 0xaa
//? withdraw(uint256 3) from 0xbb
//? withdraw(uint256 3) from 0xbb
//? nested() from 0xbb
//? transferOwnership(address 0xcc) from 0xaa
//? acceptOwnership() from 0xbb
//? acceptOwnership() from 0xcc
//? owner()
//? renounceOwnership() from 0xcc
//? owner()
// SPDX-License-Identifier: MIT
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

    function renounceOwnership() public virtual onlyOwner { _transferOwnership(address(0)); }

    function transferOwnership(address newOwner) public virtual onlyOwner {
        if (newOwner == address(0)) revert OwnableInvalidOwner(address(0));
        _transferOwnership(newOwner);
    }

    function _transferOwnership(address newOwner) internal virtual {
        address oldOwner = _owner;
        _owner = newOwner;
        emit OwnershipTransferred(oldOwner, newOwner);
    }
}

abstract contract Ownable2Step is Ownable {
    address private _pendingOwner;
    event OwnershipTransferStarted(address indexed previousOwner, address indexed newOwner);

    function pendingOwner() public view virtual returns (address) { return _pendingOwner; }

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
        if (pendingOwner() != sender) revert OwnableUnauthorizedAccount(sender);
        _transferOwnership(sender);
    }
}

abstract contract Pausable {
    bool private _paused;
    event Paused(address account);
    event Unpaused(address account);
    error EnforcedPause();
    error ExpectedPause();
    modifier whenNotPaused() { _requireNotPaused(); _; }
    modifier whenPaused() { _requirePaused(); _; }
    function paused() public view virtual returns (bool) { return _paused; }
    function _requireNotPaused() internal view virtual { if (paused()) revert EnforcedPause(); }
    function _requirePaused() internal view virtual { if (!paused()) revert ExpectedPause(); }
    function _pause() internal virtual whenNotPaused { _paused = true; emit Paused(msg.sender); }
    function _unpause() internal virtual whenPaused { _paused = false; emit Unpaused(msg.sender); }
}

abstract contract ReentrancyGuard {
    uint256 private constant NOT_ENTERED = 1;
    uint256 private constant ENTERED = 2;
    uint256 private _status = NOT_ENTERED;
    error ReentrancyGuardReentrantCall();
    modifier nonReentrant() {
        if (_status == ENTERED) revert ReentrancyGuardReentrantCall();
        _status = ENTERED;
        _;
        _status = NOT_ENTERED;
    }
}

contract Vault is Ownable2Step, Pausable, ReentrancyGuard {
    mapping(address => uint256) public balances;

    constructor() Ownable(msg.sender) {}

    function pause() external onlyOwner { _pause(); }
    function unpause() external onlyOwner { _unpause(); }

    function deposit() external payable whenNotPaused nonReentrant returns (uint256) {
        return balances[msg.sender] += msg.value;
    }

    function withdraw(uint256 amount) public whenNotPaused nonReentrant returns (uint256 left) {
        require(balances[msg.sender] >= amount, "low");
        left = balances[msg.sender] -= amount;
    }

    function nested() external nonReentrant returns (uint256) {
        return withdraw(1);
    }
}

//= deploy: ok
//=   event OwnershipTransferred(address,address) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000aa] 0x
//= deposit(): ok 5
//= pause(): revert OwnableUnauthorizedAccount(address) (0x00000000000000000000000000000000000000bb)
//= pause(): ok
//=   event Paused(address) [] 0x00000000000000000000000000000000000000000000000000000000000000aa
//= deposit(): revert EnforcedPause()
//= unpause(): ok
//=   event Unpaused(address) [] 0x00000000000000000000000000000000000000000000000000000000000000aa
//= withdraw(uint256): ok 2
//= withdraw(uint256): revert "low"
//= nested(): revert ReentrancyGuardReentrantCall()
//= transferOwnership(address): ok
//=   event OwnershipTransferStarted(address,address) [0x00000000000000000000000000000000000000000000000000000000000000aa, 0x00000000000000000000000000000000000000000000000000000000000000cc] 0x
//= acceptOwnership(): revert OwnableUnauthorizedAccount(address) (0x00000000000000000000000000000000000000bb)
//= acceptOwnership(): ok
//=   event OwnershipTransferred(address,address) [0x00000000000000000000000000000000000000000000000000000000000000aa, 0x00000000000000000000000000000000000000000000000000000000000000cc] 0x
//= owner(): ok 0x00000000000000000000000000000000000000cc
//= renounceOwnership(): ok
//=   event OwnershipTransferred(address,address) [0x00000000000000000000000000000000000000000000000000000000000000cc, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x
//= owner(): ok 0x0000000000000000000000000000000000000000
