// Sealed bids by commitment: the envelope, its opening, the second price; deposits hide the amounts.
//? deploy(uint64 100, uint64 100) from 0x00000000000000000000000000000000000000aa time 1700000000
//? sealOf(uint128 70, bytes32 0x1111111111111111111111111111111111111111111111111111111111111111, address 0x00000000000000000000000000000000000000bb)
//? handIn(bytes32 0x2f7f8f1d5c0b54a1c2a3e4f506172839405162738495a6b7c8d9eafb0c1d2e3f) value 40 from 0x00000000000000000000000000000000000000dd time 1700000010
//? handInOpen(uint128 70, bytes32 0x1111111111111111111111111111111111111111111111111111111111111111) value 100 from 0x00000000000000000000000000000000000000bb time 1700000010
//? handInOpen(uint128 70, bytes32 0x1111111111111111111111111111111111111111111111111111111111111111) value 100 from 0x00000000000000000000000000000000000000bb time 1700000011
//? handInOpen(uint128 90, bytes32 0x2222222222222222222222222222222222222222222222222222222222222222) value 90 from 0x00000000000000000000000000000000000000cc time 1700000020
//? handInOpen(uint128 95, bytes32 0x3333333333333333333333333333333333333333333333333333333333333333) value 94 from 0x00000000000000000000000000000000000000ee time 1700000030
//? handInOpen(uint128 1, bytes32 0x3333333333333333333333333333333333333333333333333333333333333333) value 1 from 0x00000000000000000000000000000000000000f1 time 1700000100
//? open(uint128 70, bytes32 0x1111111111111111111111111111111111111111111111111111111111111111) from 0x00000000000000000000000000000000000000bb time 1700000050
//? open(uint128 71, bytes32 0x1111111111111111111111111111111111111111111111111111111111111111) from 0x00000000000000000000000000000000000000bb time 1700000150
//? open(uint128 70, bytes32 0x1111111111111111111111111111111111111111111111111111111111111111) from 0x00000000000000000000000000000000000000bb time 1700000150
//? open(uint128 70, bytes32 0x1111111111111111111111111111111111111111111111111111111111111111) from 0x00000000000000000000000000000000000000bb time 1700000151
//? open(uint128 90, bytes32 0x2222222222222222222222222222222222222222222222222222222222222222) from 0x00000000000000000000000000000000000000cc time 1700000160
//? open(uint128 95, bytes32 0x3333333333333333333333333333333333333333333333333333333333333333) from 0x00000000000000000000000000000000000000ee time 1700000170
//? finish() time 1700000199
//? finish() time 1700000200
//? finish() time 1700000201
//? owed(address 0x00000000000000000000000000000000000000aa)
//? owed(address 0x00000000000000000000000000000000000000bb)
//? owed(address 0x00000000000000000000000000000000000000cc)
//? owed(address 0x00000000000000000000000000000000000000ee)
//? lost()
//? standing()

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.4;

contract SealedAuction {
    enum Stage { HandingIn, Opening, Over }

    struct Envelope {
        bytes32 seal;
        uint128 deposit;
        bool opened;
    }

    struct Standing {
        address first;
        uint128 price;
        uint128 secondPrice;
    }

    address public immutable seller;
    uint64 private immutable handInEnds;
    uint64 private immutable openingEnds;
    Standing public standing;
    bool private finished;
    uint256 public lost;
    mapping(address => Envelope) private envelopes;
    mapping(address => uint256) public owed;

    event HandedIn(address indexed by, bytes32 seal, uint128 deposit);
    event Opened(address indexed by, uint128 price, bool valid);
    event Finished(address indexed winner, uint128 price);

    error WrongStage(Stage needed, Stage now_);
    error OneEnvelopeEach();
    error SealBroken(bytes32 expected, bytes32 given);
    error OpenedBefore();

    modifier during(Stage needed) {
        if (stage() != needed) revert WrongStage({needed: needed, now_: stage()});
        _;
    }

    constructor(uint64 handInTime, uint64 openingTime) {
        seller = msg.sender;
        handInEnds = uint64(block.timestamp) + handInTime;
        openingEnds = handInEnds + openingTime;
    }

    function stage() public view returns (Stage) {
        if (block.timestamp < handInEnds) return Stage.HandingIn;
        return block.timestamp < openingEnds ? Stage.Opening : Stage.Over;
    }

    function sealOf(uint128 price, bytes32 secret, address who) public pure returns (bytes32) {
        return keccak256(abi.encodePacked(price, secret, who));
    }

    function handIn(bytes32 seal) public payable during(Stage.HandingIn) {
        Envelope storage e = envelopes[msg.sender];
        if (e.seal != 0) revert OneEnvelopeEach();
        e.seal = seal;
        e.deposit = uint128(msg.value);
        lost += msg.value;
        emit HandedIn(msg.sender, seal, e.deposit);
    }

    /// @notice Shows the price to everybody; for the tests of a course.
    function handInOpen(uint128 price, bytes32 secret) external payable {
        handIn(sealOf(price, secret, msg.sender));
    }

    function open(uint128 price, bytes32 secret) external during(Stage.Opening) {
        Envelope storage e = envelopes[msg.sender];
        if (e.opened) revert OpenedBefore();
        bytes32 given = sealOf(price, secret, msg.sender);
        if (given != e.seal) revert SealBroken(e.seal, given);
        e.opened = true;
        lost -= e.deposit;
        bool valid = price <= e.deposit;
        owed[msg.sender] += e.deposit;
        if (valid) _rank(msg.sender, price);
        emit Opened(msg.sender, price, valid);
    }

    function finish() external during(Stage.Over) {
        require(!finished, "SealedAuction: finished");
        finished = true;
        Standing memory s = standing;
        if (s.first == address(0)) return;
        uint128 price = s.secondPrice > 0 ? s.secondPrice : s.price;
        owed[s.first] -= price;
        owed[seller] += price;
        emit Finished(s.first, price);
    }

    function _rank(address who, uint128 price) private {
        Standing storage s = standing;
        if (price > s.price) {
            (s.first, s.price, s.secondPrice) = (who, price, s.price);
        } else if (price > s.secondPrice) {
            s.secondPrice = price;
        }
    }
}

//= deploy: ok
//= sealOf(uint128,bytes32,address): ok 0xc12d9ce5fe3768a4a2614e46a718df0ae8fca18899cd7aeee00a99ea3545f06b
//= handIn(bytes32): ok
//=   event HandedIn(address,bytes32,uint128) [0x00000000000000000000000000000000000000000000000000000000000000dd] 0x2f7f8f1d5c0b54a1c2a3e4f506172839405162738495a6b7c8d9eafb0c1d2e3f0000000000000000000000000000000000000000000000000000000000000028
//= handInOpen(uint128,bytes32): ok
//=   event HandedIn(address,bytes32,uint128) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0xc12d9ce5fe3768a4a2614e46a718df0ae8fca18899cd7aeee00a99ea3545f06b0000000000000000000000000000000000000000000000000000000000000064
//= handInOpen(uint128,bytes32): revert OneEnvelopeEach()
//= handInOpen(uint128,bytes32): ok
//=   event HandedIn(address,bytes32,uint128) [0x00000000000000000000000000000000000000000000000000000000000000cc] 0xf417e2e19cf7d4f4fd6783997716d827bbc5f3adbb43816e4409ad585d72bea3000000000000000000000000000000000000000000000000000000000000005a
//= handInOpen(uint128,bytes32): ok
//=   event HandedIn(address,bytes32,uint128) [0x00000000000000000000000000000000000000000000000000000000000000ee] 0xdebec1779828165eafdc6408bbfcbd106d8241c27808107d407974eb4bb9104f000000000000000000000000000000000000000000000000000000000000005e
//= handInOpen(uint128,bytes32): revert WrongStage(uint8,uint8) (0, 1)
//= open(uint128,bytes32): revert WrongStage(uint8,uint8) (1, 0)
//= open(uint128,bytes32): revert SealBroken(bytes32,bytes32) (0xc12d9ce5fe3768a4a2614e46a718df0ae8fca18899cd7aeee00a99ea3545f06b, 0x4d807417712b8e45db021c77ea4ec77617c6a5f43b0ccb6c43f7118f68e8b02a)
//= open(uint128,bytes32): ok
//=   event Opened(address,uint128,bool) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x00000000000000000000000000000000000000000000000000000000000000460000000000000000000000000000000000000000000000000000000000000001
//= open(uint128,bytes32): revert OpenedBefore()
//= open(uint128,bytes32): ok
//=   event Opened(address,uint128,bool) [0x00000000000000000000000000000000000000000000000000000000000000cc] 0x000000000000000000000000000000000000000000000000000000000000005a0000000000000000000000000000000000000000000000000000000000000001
//= open(uint128,bytes32): ok
//=   event Opened(address,uint128,bool) [0x00000000000000000000000000000000000000000000000000000000000000ee] 0x000000000000000000000000000000000000000000000000000000000000005f0000000000000000000000000000000000000000000000000000000000000000
//= finish(): revert WrongStage(uint8,uint8) (2, 1)
//= finish(): ok
//=   event Finished(address,uint128) [0x00000000000000000000000000000000000000000000000000000000000000cc] 0x0000000000000000000000000000000000000000000000000000000000000046
//= finish(): revert "SealedAuction: finished"
//= owed(address): ok 70
//= owed(address): ok 100
//= owed(address): ok 20
//= owed(address): ok 94
//= lost(): ok 40
//= standing(): ok 0x00000000000000000000000000000000000000cc, 90, 70
