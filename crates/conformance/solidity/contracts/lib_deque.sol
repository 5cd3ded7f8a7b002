// A queue with two ends in a mapping, with positions that wrap.
//? pushBack(bytes32 0x0000000000000000000000000000000000000000000000000000000000000001)
//? pushBack(bytes32 0x0000000000000000000000000000000000000000000000000000000000000002)
//? pushFront(bytes32 0x0000000000000000000000000000000000000000000000000000000000000003)
//? toArray()
//? bounds()
//? front()
//? back()
//? at(uint256 2)
//? at(uint256 3)
//? popFront()
//? popBack()
//? popBack()
//? popBack()
//? popFront()
//? isEmpty()
//? front()
//? pushFront(bytes32 0x00000000000000000000000000000000000000000000000000000000000000ff)
//? bounds()
//? clear()
//? bounds()

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

library Deques {
    error NothingThere();
    error NoSuchPlace(uint256 index, uint256 length);

    struct Deque {
        uint128 head;
        uint128 tail;
        mapping(uint128 index => bytes32) items;
    }

    function pushBack(Deque storage q, bytes32 value) internal {
        unchecked {
            uint128 place = q.tail;
            q.items[place] = value;
            q.tail = place + 1;
        }
    }

    function popBack(Deque storage q) internal returns (bytes32 value) {
        if (empty(q)) revert NothingThere();
        unchecked {
            uint128 place = q.tail - 1;
            value = q.items[place];
            delete q.items[place];
            q.tail = place;
        }
    }

    function pushFront(Deque storage q, bytes32 value) internal {
        unchecked {
            uint128 place = q.head - 1;
            q.items[place] = value;
            q.head = place;
        }
    }

    function popFront(Deque storage q) internal returns (bytes32 value) {
        if (empty(q)) revert NothingThere();
        unchecked {
            uint128 place = q.head;
            value = q.items[place];
            delete q.items[place];
            q.head = place + 1;
        }
    }

    function at(Deque storage q, uint256 index) internal view returns (bytes32) {
        if (index >= length(q)) revert NoSuchPlace(index, length(q));
        unchecked {
            return q.items[q.head + uint128(index)];
        }
    }

    function clear(Deque storage q) internal {
        q.head = 0;
        q.tail = 0;
    }

    function length(Deque storage q) internal view returns (uint256) {
        unchecked {
            return uint256(q.tail - q.head);
        }
    }

    function empty(Deque storage q) internal view returns (bool) {
        return q.tail == q.head;
    }
}

contract DequeUser {
    using Deques for Deques.Deque;

    Deques.Deque private q;

    event Taken(bytes32 value);

    function pushBack(bytes32 value) external {
        q.pushBack(value);
    }

    function pushFront(bytes32 value) external {
        q.pushFront(value);
    }

    function popFront() external returns (bytes32 value) {
        value = q.popFront();
        emit Taken(value);
    }

    function popBack() external returns (bytes32) {
        bytes32 value = q.popBack();
        emit Taken(value);
        return value;
    }

    function front() external view returns (bytes32) {
        return q.at(0);
    }

    function back() external view returns (bytes32) {
        return q.at(q.length() - 1);
    }

    function at(uint256 index) external view returns (bytes32) {
        return q.at(index);
    }

    function isEmpty() external view returns (bool) {
        return q.empty();
    }

    function bounds() external view returns (uint128, uint128, uint256) {
        return (q.head, q.tail, q.length());
    }

    function clear() external {
        q.clear();
    }

    function toArray() external view returns (bytes32[] memory out) {
        out = new bytes32[](q.length());
        for (uint256 i = 0; i < out.length; i++) {
            out[i] = q.at(i);
        }
    }
}

//= deploy: ok
//= pushBack(bytes32): ok
//= pushBack(bytes32): ok
//= pushFront(bytes32): ok
//= toArray(): ok [0x0000000000000000000000000000000000000000000000000000000000000003, 0x0000000000000000000000000000000000000000000000000000000000000001, 0x0000000000000000000000000000000000000000000000000000000000000002]
//= bounds(): ok 340282366920938463463374607431768211455, 2, 3
//= front(): ok 0x0000000000000000000000000000000000000000000000000000000000000003
//= back(): ok 0x0000000000000000000000000000000000000000000000000000000000000002
//= at(uint256): ok 0x0000000000000000000000000000000000000000000000000000000000000002
//= at(uint256): revert NoSuchPlace(uint256,uint256) (3, 3)
//= popFront(): ok 0x0000000000000000000000000000000000000000000000000000000000000003
//=   event Taken(bytes32) [] 0x0000000000000000000000000000000000000000000000000000000000000003
//= popBack(): ok 0x0000000000000000000000000000000000000000000000000000000000000002
//=   event Taken(bytes32) [] 0x0000000000000000000000000000000000000000000000000000000000000002
//= popBack(): ok 0x0000000000000000000000000000000000000000000000000000000000000001
//=   event Taken(bytes32) [] 0x0000000000000000000000000000000000000000000000000000000000000001
//= popBack(): revert NothingThere()
//= popFront(): revert NothingThere()
//= isEmpty(): ok true
//= front(): revert NoSuchPlace(uint256,uint256) (0, 0)
//= pushFront(bytes32): ok
//= bounds(): ok 340282366920938463463374607431768211455, 0, 1
//= clear(): ok
//= bounds(): ok 0, 0, 0
