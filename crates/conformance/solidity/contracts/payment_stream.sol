// Money that flows by the second: create, withdraw a part, cancel, with packed structs and exact remainders.
//? createStream(address 0x00000000000000000000000000000000000000bb, uint40 1700000100, uint40 1700000200) value 1000 from 0x00000000000000000000000000000000000000aa time 1700000000
//? createStream(address 0x00000000000000000000000000000000000000aa, uint40 1700000100, uint40 1700000200) value 1000 from 0x00000000000000000000000000000000000000aa time 1700000000
//? createStream(address 0x00000000000000000000000000000000000000bb, uint40 1700000100, uint40 1700000100) value 1000 from 0x00000000000000000000000000000000000000aa time 1700000000
//? createStream(address 0x00000000000000000000000000000000000000bb, uint40 1700000100, uint40 1700000400) value 1000 from 0x00000000000000000000000000000000000000aa time 1700000000
//? createStream(address 0x00000000000000000000000000000000000000bb, uint40 1700000000, uint40 1700000300) value 99 from 0x00000000000000000000000000000000000000aa time 1700000000
//? deltaOf(uint256 1) time 1700000050
//? deltaOf(uint256 1) time 1700000150
//? deltaOf(uint256 1) time 1700000999
//? balanceOf(uint256 1, address 0x00000000000000000000000000000000000000bb) time 1700000150
//? balanceOf(uint256 1, address 0x00000000000000000000000000000000000000aa) time 1700000150
//? balanceOf(uint256 1, address 0x00000000000000000000000000000000000000cc) time 1700000150
//? withdraw(uint256 1, uint128 501) from 0x00000000000000000000000000000000000000bb time 1700000150
//? withdraw(uint256 1, uint128 200) from 0x00000000000000000000000000000000000000cc time 1700000150
//? withdraw(uint256 1, uint128 200) from 0x00000000000000000000000000000000000000bb time 1700000150
//? cancel(uint256 1) from 0x00000000000000000000000000000000000000aa time 1700000160
//? credit(address 0x00000000000000000000000000000000000000aa)
//? credit(address 0x00000000000000000000000000000000000000bb)
//? cancel(uint256 1) from 0x00000000000000000000000000000000000000aa time 1700000160
//? withdraw(uint256 2, uint128 1000) from 0x00000000000000000000000000000000000000bb time 1700000400
//? streams(uint256 2)
//? nextId()

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract PaymentStream {
    struct Stream {
        address sender;
        uint40 start;
        uint40 stop;
        address recipient;
        uint96 ratePerSecond;
        uint128 deposit;
        uint128 remaining;
    }

    uint256 public nextId = 1;
    mapping(uint256 => Stream) public streams;
    mapping(address => uint256) public credit;

    event StreamCreated(uint256 indexed id, address indexed sender, address indexed recipient, uint128 deposit);
    event Withdrawn(uint256 indexed id, address indexed recipient, uint128 amount);
    event Cancelled(uint256 indexed id, uint128 senderGets, uint128 recipientGets);

    error NoStream(uint256 id);
    error NotParty(address who);
    error NotMultiple(uint256 deposit, uint256 duration);
    error Exceeds(uint128 wanted, uint128 available);

    modifier exists(uint256 id) {
        if (streams[id].sender == address(0)) revert NoStream(id);
        _;
    }

    modifier onlyParty(uint256 id) {
        Stream storage s = streams[id];
        if (msg.sender != s.sender && msg.sender != s.recipient) revert NotParty(msg.sender);
        _;
    }

    function createStream(address recipient, uint40 start, uint40 stop) external payable returns (uint256 id) {
        require(recipient != address(0) && recipient != msg.sender && recipient != address(this), "recipient");
        require(start >= block.timestamp, "start before now");
        require(stop > start, "stop before start");
        uint256 duration = stop - start;
        if (msg.value < duration || msg.value % duration != 0) revert NotMultiple(msg.value, duration);
        id = nextId++;
        uint128 deposit = uint128(msg.value);
        streams[id] = Stream({
            sender: msg.sender,
            recipient: recipient,
            start: start,
            stop: stop,
            ratePerSecond: uint96(msg.value / duration),
            deposit: deposit,
            remaining: deposit
        });
        emit StreamCreated(id, msg.sender, recipient, deposit);
    }

    function deltaOf(uint256 id) public view exists(id) returns (uint256) {
        Stream memory s = streams[id];
        if (block.timestamp <= s.start) return 0;
        if (block.timestamp < s.stop) return block.timestamp - s.start;
        return s.stop - s.start;
    }

    function balanceOf(uint256 id, address who) public view exists(id) returns (uint128) {
        Stream memory s = streams[id];
        uint128 earned = uint128(deltaOf(id) * s.ratePerSecond);
        uint128 taken = s.deposit - s.remaining;
        uint128 recipientBalance = earned - taken;
        if (who == s.recipient) return recipientBalance;
        if (who == s.sender) return s.remaining - recipientBalance;
        return 0;
    }

    function withdraw(uint256 id, uint128 amount) external exists(id) onlyParty(id) {
        Stream storage s = streams[id];
        uint128 available = balanceOf(id, s.recipient);
        if (amount > available) revert Exceeds(amount, available);
        s.remaining -= amount;
        address recipient = s.recipient;
        if (s.remaining == 0) delete streams[id];
        credit[recipient] += amount;
        emit Withdrawn(id, recipient, amount);
    }

    function cancel(uint256 id) external exists(id) onlyParty(id) {
        Stream memory s = streams[id];
        uint128 senderGets = balanceOf(id, s.sender);
        uint128 recipientGets = balanceOf(id, s.recipient);
        delete streams[id];
        credit[s.sender] += senderGets;
        credit[s.recipient] += recipientGets;
        emit Cancelled(id, senderGets, recipientGets);
    }
}

//= deploy: ok
//= createStream(address,uint40,uint40): ok 1
//=   event StreamCreated(uint256,address,address,uint128) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x00000000000000000000000000000000000000000000000000000000000000aa, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x00000000000000000000000000000000000000000000000000000000000003e8
//= createStream(address,uint40,uint40): revert "recipient"
//= createStream(address,uint40,uint40): revert "stop before start"
//= createStream(address,uint40,uint40): revert NotMultiple(uint256,uint256) (1000, 300)
//= createStream(address,uint40,uint40): revert NotMultiple(uint256,uint256) (99, 300)
//= deltaOf(uint256): ok 0
//= deltaOf(uint256): ok 50
//= deltaOf(uint256): ok 100
//= balanceOf(uint256,address): ok 500
//= balanceOf(uint256,address): ok 500
//= balanceOf(uint256,address): ok 0
//= withdraw(uint256,uint128): revert Exceeds(uint128,uint128) (501, 500)
//= withdraw(uint256,uint128): revert NotParty(address) (0x00000000000000000000000000000000000000cc)
//= withdraw(uint256,uint128): ok
//=   event Withdrawn(uint256,address,uint128) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x00000000000000000000000000000000000000000000000000000000000000c8
//= cancel(uint256): ok
//=   event Cancelled(uint256,uint128,uint128) [0x0000000000000000000000000000000000000000000000000000000000000001] 0x00000000000000000000000000000000000000000000000000000000000001900000000000000000000000000000000000000000000000000000000000000190
//= credit(address): ok 400
//= credit(address): ok 600
//= cancel(uint256): revert NoStream(uint256) (1)
//= withdraw(uint256,uint128): revert NoStream(uint256) (2)
//= streams(uint256): ok 0x0000000000000000000000000000000000000000, 0, 0, 0x0000000000000000000000000000000000000000, 0, 0, 0
//= nextId(): ok 2
