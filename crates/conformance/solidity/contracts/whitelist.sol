// A whitelist that the owner fills in batches, with a limit and a phase.
//? deploy(uint256 3) from 0x00000000000000000000000000000000000000aa
//? addMany(address[] [0x00000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000cc]) from 0x00000000000000000000000000000000000000aa
//? addMany(address[] [0x00000000000000000000000000000000000000bb]) from 0x00000000000000000000000000000000000000bb
//? addMany(address[] [0x0000000000000000000000000000000000000000]) from 0x00000000000000000000000000000000000000aa
//? addMany(address[] [0x00000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000dd]) from 0x00000000000000000000000000000000000000aa
//? addMany(address[] [0x00000000000000000000000000000000000000ee]) from 0x00000000000000000000000000000000000000aa
//? join() from 0x00000000000000000000000000000000000000bb
//? open() from 0x00000000000000000000000000000000000000aa
//? join() from 0x00000000000000000000000000000000000000bb
//? join() from 0x00000000000000000000000000000000000000bb
//? join() from 0x00000000000000000000000000000000000000ee
//? remove(address 0x00000000000000000000000000000000000000cc) from 0x00000000000000000000000000000000000000aa
//? remove(address 0x00000000000000000000000000000000000000cc) from 0x00000000000000000000000000000000000000aa
//? members()
//? isListed(address 0x00000000000000000000000000000000000000cc)
//? phase()
//? close() from 0x00000000000000000000000000000000000000aa
//? close() from 0x00000000000000000000000000000000000000aa
//? join() from 0x00000000000000000000000000000000000000dd

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.4;

contract Whitelist {
    enum Phase { Setup, Open, Closed }

    error NotOwner(address caller);
    error WrongPhase(Phase expected, Phase actual);
    error LimitReached(uint256 limit);
    error NotListed(address account);
    error AlreadyJoined();
    error ZeroAddress();

    address private immutable i_owner;
    uint256 public immutable maxListed;
    Phase public phase;
    uint256 public numListed;

    mapping(address => bool) private s_listed;
    mapping(address => bool) private s_joined;
    address[] private s_members;

    event Listed(address indexed account);
    event Unlisted(address indexed account);
    event Joined(address indexed account, uint256 place);
    event PhaseChanged(Phase indexed from, Phase indexed to);

    modifier onlyOwner() {
        if (msg.sender != i_owner) revert NotOwner(msg.sender);
        _;
    }

    modifier inPhase(Phase expected) {
        if (phase != expected) revert WrongPhase(expected, phase);
        _;
    }

    constructor(uint256 limit) {
        i_owner = msg.sender;
        maxListed = limit;
    }

    function addMany(address[] calldata accounts) external onlyOwner inPhase(Phase.Setup) {
        for (uint256 i = 0; i < accounts.length; i++) {
            address account = accounts[i];
            if (account == address(0)) revert ZeroAddress();
            if (s_listed[account]) continue;
            if (numListed >= maxListed) revert LimitReached(maxListed);
            s_listed[account] = true;
            ++numListed;
            emit Listed(account);
        }
    }

    function remove(address account) external onlyOwner {
        if (!s_listed[account]) revert NotListed({account: account});
        delete s_listed[account];
        numListed--;
        emit Unlisted(account);
    }

    function join() external inPhase(Phase.Open) {
        if (!s_listed[msg.sender]) revert NotListed(msg.sender);
        if (s_joined[msg.sender]) revert AlreadyJoined();
        s_joined[msg.sender] = true;
        s_members.push(msg.sender);
        emit Joined(msg.sender, s_members.length);
    }

    function open() external onlyOwner inPhase(Phase.Setup) {
        _moveTo(Phase.Open);
    }

    function close() external onlyOwner inPhase(Phase.Open) {
        _moveTo(Phase.Closed);
    }

    function members() external view returns (address[] memory) {
        return s_members;
    }

    function isListed(address account) external view returns (bool) {
        return s_listed[account];
    }

    function _moveTo(Phase next) private {
        emit PhaseChanged(phase, next);
        phase = next;
    }
}

//= deploy: ok
//= addMany(address[]): ok
//=   event Listed(address) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x
//=   event Listed(address) [0x00000000000000000000000000000000000000000000000000000000000000cc] 0x
//= addMany(address[]): revert NotOwner(address) (0x00000000000000000000000000000000000000bb)
//= addMany(address[]): revert ZeroAddress()
//= addMany(address[]): ok
//=   event Listed(address) [0x00000000000000000000000000000000000000000000000000000000000000dd] 0x
//= addMany(address[]): revert LimitReached(uint256) (3)
//= join(): revert WrongPhase(uint8,uint8) (1, 0)
//= open(): ok
//=   event PhaseChanged(uint8,uint8) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x
//= join(): ok
//=   event Joined(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x0000000000000000000000000000000000000000000000000000000000000001
//= join(): revert AlreadyJoined()
//= join(): revert NotListed(address) (0x00000000000000000000000000000000000000ee)
//= remove(address): ok
//=   event Unlisted(address) [0x00000000000000000000000000000000000000000000000000000000000000cc] 0x
//= remove(address): revert NotListed(address) (0x00000000000000000000000000000000000000cc)
//= members(): ok [0x00000000000000000000000000000000000000bb]
//= isListed(address): ok false
//= phase(): ok 1
//= close(): ok
//=   event PhaseChanged(uint8,uint8) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x0000000000000000000000000000000000000000000000000000000000000002] 0x
//= close(): revert WrongPhase(uint8,uint8) (1, 2)
//= join(): revert WrongPhase(uint8,uint8) (1, 2)
