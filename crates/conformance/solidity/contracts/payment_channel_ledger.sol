// SPDX-License-Identifier: MIT
//? deploy() from 0xaa
//? open(address 0xb2, uint40 100) from 0xb1 value 1000 time 1700000000
//? open(address 0xb2, uint40 100) from 0xb1 value 1000 time 1700000000
//? open(address 0xb1, uint40 100) from 0xb1 value 1 time 1700000000
//? idOf(address 0xb1, address 0xb2)
//? update(bytes32 0xbb2a43b3ea5ed1eb3a4bdd0e3e6b1ec8c9d0d6e8a2b0b6a8b93f6fa9d6bd9a46, uint64 1, uint128 300) from 0xb1
//? updateWith(address 0xb1, address 0xb2, uint64 1, uint128 300) from 0xb1
//? updateWith(address 0xb1, address 0xb2, uint64 1, uint128 400) from 0xb2
//? updateWith(address 0xb1, address 0xb2, uint64 2, uint128 1001) from 0xb2
//? updateWith(address 0xb1, address 0xb2, uint64 7, uint128 450) from 0xb2
//? close(address 0xb1, address 0xb2) from 0xb2 time 1700000010
//? close(address 0xb1, address 0xb2) from 0xb2 time 1700000011
//? finish(address 0xb1, address 0xb2) time 1700000020
//? updateWith(address 0xb1, address 0xb2, uint64 8, uint128 500) from 0xb1 time 1700000030
//? finish(address 0xb1, address 0xb2) time 1700000111
//? balances(address 0xb1)
//? balances(address 0xb2)
//? open(address 0xb2, uint40 1) from 0xb1 value 7 time 1700000200
//? channels(address 0xb1)
//? channels(address 0xb3)
pragma solidity ^0.8.26;

contract Channels {
    enum Status {
        Closed,
        Open,
        Closing
    }

    /// Packed as programmers pack: one word and two addresses.
    struct Channel {
        uint128 deposit;
        uint128 owed;
        uint64 nonce;
        uint40 challenge;
        uint40 closesAt;
        Status status;
        address payer;
        address payee;
    }

    struct View {
        bytes32 id;
        address with;
        uint128 left;
        Status status;
    }

    error StaleNonce(uint64 given, uint64 current);
    error Invalid(Status status);
    error Parties(address a, address b);

    event Opened(bytes32 indexed id, address indexed payer, address indexed payee, uint256 deposit);
    event Updated(bytes32 indexed id, uint64 nonce, uint128 owed);
    event Finished(bytes32 indexed id, uint256 toPayer, uint256 toPayee);

    mapping(bytes32 => Channel) private byId;
    mapping(address => bytes32[]) private ofParty;
    mapping(address => uint256) public balances;

    function idOf(address payer, address payee) public pure returns (bytes32) {
        return keccak256(abi.encodePacked("channel", payer, payee));
    }

    function open(address payee, uint40 challenge) external payable returns (bytes32 id) {
        require(payee != msg.sender, Parties(msg.sender, payee));
        id = idOf(msg.sender, payee);
        Channel storage channel = byId[id];
        require(channel.status == Status.Closed, Invalid(channel.status));
        if (channel.payer == address(0)) {
            ofParty[msg.sender].push(id);
            ofParty[payee].push(id);
        }
        byId[id] = Channel({
            payer: msg.sender,
            payee: payee,
            deposit: uint128(msg.value),
            owed: 0,
            nonce: 0,
            challenge: challenge,
            closesAt: 0,
            status: Status.Open
        });
        emit Opened(id, msg.sender, payee, msg.value);
    }

    function update(bytes32 id, uint64 nonce, uint128 owed) public {
        Channel storage channel = byId[id];
        if (channel.status == Status.Closed) revert Invalid(channel.status);
        require(msg.sender == channel.payer || msg.sender == channel.payee, "not a party");
        if (nonce <= channel.nonce) revert StaleNonce(nonce, channel.nonce);
        require(owed <= channel.deposit && (owed >= channel.owed || msg.sender == channel.payee), "amount");
        (channel.nonce, channel.owed) = (nonce, owed);
        emit Updated(id, nonce, owed);
    }

    function updateWith(address payer, address payee, uint64 nonce, uint128 owed) external {
        update(idOf(payer, payee), nonce, owed);
    }

    function close(address payer, address payee) external {
        Channel storage channel = byId[idOf(payer, payee)];
        if (channel.status != Status.Open) revert Invalid({status: channel.status});
        channel.status = Status.Closing;
        channel.closesAt = uint40(block.timestamp) + channel.challenge;
    }

    function finish(address payer, address payee) external {
        bytes32 id = idOf(payer, payee);
        Channel memory channel = byId[id];
        if (channel.status != Status.Closing) revert Invalid(channel.status);
        require(block.timestamp >= channel.closesAt, "challenge period");
        uint256 rest = channel.deposit - channel.owed;
        balances[channel.payee] += channel.owed;
        balances[channel.payer] += rest;
        delete byId[id].status;
        delete byId[id].deposit;
        byId[id].owed = 0;
        emit Finished(id, rest, channel.owed);
    }

    function channels(address party) external view returns (View[] memory views) {
        bytes32[] memory ids = ofParty[party];
        views = new View[](ids.length);
        for (uint256 i; i < ids.length; ++i) {
            Channel storage c = byId[ids[i]];
            views[i] = View({
                id: ids[i],
                with: c.payer == party ? c.payee : c.payer,
                left: c.deposit - c.owed,
                status: c.status
            });
        }
    }
}

//= deploy: ok
//= open(address,uint40): ok 0x5ea2ddcfff82456b8ce2807c0655ddf4c1f37e2776910cb3d4d365e4d14c8e1a
//=   event Opened(bytes32,address,address,uint256) [0x5ea2ddcfff82456b8ce2807c0655ddf4c1f37e2776910cb3d4d365e4d14c8e1a, 0x00000000000000000000000000000000000000000000000000000000000000b1, 0x00000000000000000000000000000000000000000000000000000000000000b2] 0x00000000000000000000000000000000000000000000000000000000000003e8
//= open(address,uint40): revert Invalid(uint8) (1)
//= open(address,uint40): revert Parties(address,address) (0x00000000000000000000000000000000000000b1, 0x00000000000000000000000000000000000000b1)
//= idOf(address,address): ok 0x5ea2ddcfff82456b8ce2807c0655ddf4c1f37e2776910cb3d4d365e4d14c8e1a
//= update(bytes32,uint64,uint128): revert Invalid(uint8) (0)
//= updateWith(address,address,uint64,uint128): ok
//=   event Updated(bytes32,uint64,uint128) [0x5ea2ddcfff82456b8ce2807c0655ddf4c1f37e2776910cb3d4d365e4d14c8e1a] 0x0000000000000000000000000000000000000000000000000000000000000001000000000000000000000000000000000000000000000000000000000000012c
//= updateWith(address,address,uint64,uint128): revert StaleNonce(uint64,uint64) (1, 1)
//= updateWith(address,address,uint64,uint128): revert "amount"
//= updateWith(address,address,uint64,uint128): ok
//=   event Updated(bytes32,uint64,uint128) [0x5ea2ddcfff82456b8ce2807c0655ddf4c1f37e2776910cb3d4d365e4d14c8e1a] 0x000000000000000000000000000000000000000000000000000000000000000700000000000000000000000000000000000000000000000000000000000001c2
//= close(address,address): ok
//= close(address,address): revert Invalid(uint8) (2)
//= finish(address,address): revert "challenge period"
//= updateWith(address,address,uint64,uint128): ok
//=   event Updated(bytes32,uint64,uint128) [0x5ea2ddcfff82456b8ce2807c0655ddf4c1f37e2776910cb3d4d365e4d14c8e1a] 0x000000000000000000000000000000000000000000000000000000000000000800000000000000000000000000000000000000000000000000000000000001f4
//= finish(address,address): ok
//=   event Finished(bytes32,uint256,uint256) [0x5ea2ddcfff82456b8ce2807c0655ddf4c1f37e2776910cb3d4d365e4d14c8e1a] 0x00000000000000000000000000000000000000000000000000000000000001f400000000000000000000000000000000000000000000000000000000000001f4
//= balances(address): ok 500
//= balances(address): ok 500
//= open(address,uint40): ok 0x5ea2ddcfff82456b8ce2807c0655ddf4c1f37e2776910cb3d4d365e4d14c8e1a
//=   event Opened(bytes32,address,address,uint256) [0x5ea2ddcfff82456b8ce2807c0655ddf4c1f37e2776910cb3d4d365e4d14c8e1a, 0x00000000000000000000000000000000000000000000000000000000000000b1, 0x00000000000000000000000000000000000000000000000000000000000000b2] 0x0000000000000000000000000000000000000000000000000000000000000007
//= channels(address): ok [(0x5ea2ddcfff82456b8ce2807c0655ddf4c1f37e2776910cb3d4d365e4d14c8e1a, 0x00000000000000000000000000000000000000b2, 7, 1)]
//= channels(address): ok []
