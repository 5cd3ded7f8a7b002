// Set-up functions instead of constructors: stages that run once and in order, parts that only run inside of them.
//? deploy from 0x00000000000000000000000000000000000000aa
//? owner()
//? setUp(string "One", uint256 100) from 0x00000000000000000000000000000000000000bb
//? setUp(string "One", uint256 100) from 0x00000000000000000000000000000000000000bb
//? owner()
//? balanceOf(address 0x00000000000000000000000000000000000000bb)
//? setUpSecond(uint8 6) from 0x00000000000000000000000000000000000000cc
//? setUpSecond(uint8 6) from 0x00000000000000000000000000000000000000cc
//? stage()
//? callOutside() from 0x00000000000000000000000000000000000000bb
//? decimals()
//? offerOwnership(address 0x00000000000000000000000000000000000000cc) from 0x00000000000000000000000000000000000000bb
//? takeOwnership() from 0x00000000000000000000000000000000000000dd
//? takeOwnership() from 0x00000000000000000000000000000000000000cc
//? candidate()
//? owner()
//? seal_() from 0x00000000000000000000000000000000000000cc
//? setUpSecond(uint8 1) from 0x00000000000000000000000000000000000000cc

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

abstract contract Staged {
    struct Progress {
        uint8 stage;
        bool busy;
    }

    Progress private progress;

    event StageDone(uint8 stage);

    error StageTaken(uint8 wanted, uint8 reached);
    error OutsideSetUp();

    /// @dev Opens a stage, runs the body inside of it, and closes it.
    modifier opens(uint8 wanted) {
        if (progress.busy || progress.stage >= wanted) revert StageTaken(wanted, progress.stage);
        progress = Progress({stage: wanted, busy: true});
        _;
        progress.busy = false;
        emit StageDone(wanted);
    }

    modifier inside() {
        if (!progress.busy) revert OutsideSetUp();
        _;
    }

    function stage() public view returns (uint8) {
        return progress.stage;
    }

    function _closeForGood() internal {
        progress.stage = type(uint8).max;
    }

    uint256[49] private __gap;
}

abstract contract OwnedInSteps is Staged {
    address public owner;
    address public candidate;

    event OwnershipOffered(address indexed by, address indexed to);
    event OwnershipMoved(address indexed from, address indexed to);

    error NotAllowed(address who);

    modifier only(address who) {
        if (msg.sender != who) revert NotAllowed(msg.sender);
        _;
    }

    function _setUpOwner(address first) internal inside {
        _moveTo(first);
    }

    function offerOwnership(address to) external virtual only(owner) {
        candidate = to;
        emit OwnershipOffered(msg.sender, to);
    }

    function takeOwnership() external virtual only(candidate) {
        _moveTo(msg.sender);
    }

    function _moveTo(address next) private {
        emit OwnershipMoved(owner, next);
        (owner, candidate) = (next, address(0));
    }

    uint256[48] private __gap;
}

contract StagedToken is Staged, OwnedInSteps {
    string public name;
    uint8 public decimals;
    mapping(address => uint256) public balanceOf;

    /// @custom:note the constructor stays empty; everything is set up later
    constructor() {}

    function setUp(string memory name_, uint256 supply) external opens(1) {
        _setUpOwner(msg.sender);
        (name, decimals) = (name_, 18);
        balanceOf[msg.sender] = supply;
    }

    function setUpSecond(uint8 decimals_) external opens(2) {
        decimals = decimals_;
    }

    function seal_() external only(owner) {
        _closeForGood();
    }

    function callOutside() external {
        _setUpOwner(msg.sender);
    }
}

//= deploy: ok
//= owner(): ok 0x0000000000000000000000000000000000000000
//= setUp(string,uint256): ok
//=   event OwnershipMoved(address,address) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x
//=   event StageDone(uint8) [] 0x0000000000000000000000000000000000000000000000000000000000000001
//= setUp(string,uint256): revert StageTaken(uint8,uint8) (1, 1)
//= owner(): ok 0x00000000000000000000000000000000000000bb
//= balanceOf(address): ok 100
//= setUpSecond(uint8): ok
//=   event StageDone(uint8) [] 0x0000000000000000000000000000000000000000000000000000000000000002
//= setUpSecond(uint8): revert StageTaken(uint8,uint8) (2, 2)
//= stage(): ok 2
//= callOutside(): revert OutsideSetUp()
//= decimals(): ok 6
//= offerOwnership(address): ok
//=   event OwnershipOffered(address,address) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000000000000000000000000000cc] 0x
//= takeOwnership(): revert NotAllowed(address) (0x00000000000000000000000000000000000000dd)
//= takeOwnership(): ok
//=   event OwnershipMoved(address,address) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000000000000000000000000000cc] 0x
//= candidate(): ok 0x0000000000000000000000000000000000000000
//= owner(): ok 0x00000000000000000000000000000000000000cc
//= seal_(): ok
//= setUpSecond(uint8): revert StageTaken(uint8,uint8) (2, 255)
