// A rotating savings circle: everybody pays each round, one member gets the pot, defaulters lose their stake.
//? deploy(address[] [0x0000000000000000000000000000000000000001, 0x0000000000000000000000000000000000000002, 0x0000000000000000000000000000000000000003], uint256 100, uint256 1000) from 0x00000000000000000000000000000000000000aa time 1700000000
//? pay() value 100 from 0x0000000000000000000000000000000000000001 time 1700000001
//? pay() value 100 from 0x0000000000000000000000000000000000000001 time 1700000002
//? pay() value 99 from 0x0000000000000000000000000000000000000002 time 1700000002
//? pay() value 100 from 0x0000000000000000000000000000000000000002 time 1700000002
//? pay() value 100 from 0x0000000000000000000000000000000000000009 time 1700000002
//? closeRound() time 1700000500
//? closeRound() time 1700001001
//? credit(address 0x0000000000000000000000000000000000000001)
//? isDefaulter(address 0x0000000000000000000000000000000000000003)
//? pay() value 100 from 0x0000000000000000000000000000000000000003 time 1700001100
//? pay() value 100 from 0x0000000000000000000000000000000000000001 time 1700001100
//? pay() value 100 from 0x0000000000000000000000000000000000000002 time 1700001100
//? closeRound() time 1700001101
//? credit(address 0x0000000000000000000000000000000000000002)
//? round()
//? pay() value 100 from 0x0000000000000000000000000000000000000001 time 1700001200
//? pay() value 100 from 0x0000000000000000000000000000000000000002 time 1700001200
//? closeRound() time 1700001201
//? pay() value 100 from 0x0000000000000000000000000000000000000002 time 1700001300
//? leftOver()
//? ledger(uint256 0)

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract SavingsCircle {
    struct Round {
        uint128 collected;
        uint64 endedAt;
        uint8 missing;
        address winner;
    }

    address[] private members;
    uint256 public immutable contribution;
    uint256 public immutable roundTime;
    uint256 public round;
    uint256 public leftOver;
    uint256 private roundStart;
    mapping(address => bool) private isMember;
    mapping(address => bool) public isDefaulter;
    mapping(uint256 => mapping(address => bool)) private hasPaid;
    mapping(address => uint256) public credit;
    Round[] public ledger;

    event Paid(uint256 indexed round, address indexed member);
    event RoundClosed(uint256 indexed round, address indexed winner, uint256 pot);
    event Defaulted(uint256 indexed round, address indexed member);

    constructor(address[] memory list, uint256 contribution_, uint256 roundTime_) {
        for (uint256 i = 0; i < list.length; ++i) {
            require(!isMember[list[i]], "twice");
            isMember[list[i]] = true;
        }
        members = list;
        contribution = contribution_;
        roundTime = roundTime_;
        roundStart = block.timestamp;
        ledger.push();
    }

    modifier running() {
        require(round < members.length, "the circle is complete");
        _;
    }

    function pay() external payable running {
        require(isMember[msg.sender] && !isDefaulter[msg.sender], "not a member");
        require(msg.value == contribution, "wrong contribution");
        require(!hasPaid[round][msg.sender], "paid already");
        hasPaid[round][msg.sender] = true;
        ledger[round].collected += uint128(msg.value);
        emit Paid(round, msg.sender);
    }

    function closeRound() external running {
        Round storage current = ledger[round];
        uint8 missing;
        for (uint256 i = 0; i < members.length; i++) {
            if (!isDefaulter[members[i]] && !hasPaid[round][members[i]]) missing++;
        }
        require(missing == 0 || block.timestamp > roundStart + roundTime, "somebody may still pay");
        for (uint256 i = 0; missing > 0 && i < members.length; i++) {
            address member = members[i];
            if (!isDefaulter[member] && !hasPaid[round][member]) {
                isDefaulter[member] = true;
                emit Defaulted(round, member);
            }
        }
        address winner = members[round];
        if (isDefaulter[winner]) {
            leftOver += current.collected;
            winner = address(0);
        } else {
            credit[winner] += current.collected;
        }
        (current.winner, current.endedAt, current.missing) = (winner, uint64(block.timestamp), missing);
        emit RoundClosed(round, winner, current.collected);
        round++;
        roundStart = block.timestamp;
        ledger.push();
    }
}

//= deploy: ok
//= pay(): ok
//=   event Paid(uint256,address) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x
//= pay(): revert "paid already"
//= pay(): revert "wrong contribution"
//= pay(): ok
//=   event Paid(uint256,address) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x0000000000000000000000000000000000000000000000000000000000000002] 0x
//= pay(): revert "not a member"
//= closeRound(): revert "somebody may still pay"
//= closeRound(): ok
//=   event Defaulted(uint256,address) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x0000000000000000000000000000000000000000000000000000000000000003] 0x
//=   event RoundClosed(uint256,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x00000000000000000000000000000000000000000000000000000000000000c8
//= credit(address): ok 200
//= isDefaulter(address): ok true
//= pay(): revert "not a member"
//= pay(): ok
//=   event Paid(uint256,address) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x
//= pay(): ok
//=   event Paid(uint256,address) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x0000000000000000000000000000000000000000000000000000000000000002] 0x
//= closeRound(): ok
//=   event RoundClosed(uint256,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x0000000000000000000000000000000000000000000000000000000000000002] 0x00000000000000000000000000000000000000000000000000000000000000c8
//= credit(address): ok 200
//= round(): ok 2
//= pay(): ok
//=   event Paid(uint256,address) [0x0000000000000000000000000000000000000000000000000000000000000002, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x
//= pay(): ok
//=   event Paid(uint256,address) [0x0000000000000000000000000000000000000000000000000000000000000002, 0x0000000000000000000000000000000000000000000000000000000000000002] 0x
//= closeRound(): ok
//=   event RoundClosed(uint256,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000002, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x00000000000000000000000000000000000000000000000000000000000000c8
//= pay(): revert "the circle is complete"
//= leftOver(): ok 200
//= ledger(uint256): ok 200, 1700001001, 1, 0x0000000000000000000000000000000000000001
