// A counters library with a struct, and ids that are user-defined value types.
//? create(string "first") from 0x00000000000000000000000000000000000000aa
//? create(string "second") from 0x00000000000000000000000000000000000000bb
//? nextId()
//? titleOf(uint64 1)
//? titleOf(uint64 3)
//? rollback() from 0x00000000000000000000000000000000000000aa
//? rollback() from 0x00000000000000000000000000000000000000aa
//? rollback() from 0x00000000000000000000000000000000000000aa
//? reset() from 0x00000000000000000000000000000000000000aa
//? countOf(address 0x00000000000000000000000000000000000000bb)
//? compare(uint64 1, uint64 2)

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

library Counters {
    struct Counter {
        uint256 _value;
    }

    function current(Counter storage counter) internal view returns (uint256) {
        return counter._value;
    }

    function increment(Counter storage counter) internal {
        unchecked {
            counter._value += 1;
        }
    }

    function decrement(Counter storage counter) internal {
        uint256 value = counter._value;
        require(value > 0, "Counter: decrement overflow");
        unchecked {
            counter._value = value - 1;
        }
    }

    function reset(Counter storage counter) internal {
        counter._value = 0;
    }
}

type ItemId is uint64;

using {sameAs, isBefore, ItemIds.next} for ItemId global;

function sameAs(ItemId a, ItemId b) pure returns (bool) {
    return ItemId.unwrap(a) == ItemId.unwrap(b);
}

function isBefore(ItemId a, ItemId b) pure returns (bool) {
    return ItemId.unwrap(a) < ItemId.unwrap(b);
}

library ItemIds {
    function next(ItemId id) internal pure returns (ItemId) {
        return ItemId.wrap(ItemId.unwrap(id) + 1);
    }
}

contract Items {
    using Counters for Counters.Counter;

    Counters.Counter private _ids;
    mapping(address => Counters.Counter) private _perUser;
    mapping(ItemId => string) private _titles;

    event Created(ItemId indexed id, address indexed by, string title);

    error NoSuchItem(ItemId id);

    function create(string calldata title) external returns (ItemId id) {
        _ids.increment();
        _perUser[msg.sender].increment();
        id = ItemId.wrap(uint64(_ids.current()));
        _titles[id] = title;
        emit Created(id, msg.sender, title);
    }

    function nextId() external view returns (ItemId) {
        return ItemId.wrap(uint64(_ids.current())).next();
    }

    function titleOf(ItemId id) external view returns (string memory) {
        if (ItemId.unwrap(id) == 0 || ItemId.unwrap(id) > _ids.current()) revert NoSuchItem(id);
        return _titles[id];
    }

    function rollback() external {
        _ids.decrement();
    }

    function reset() external {
        _ids.reset();
        _perUser[msg.sender].reset();
    }

    function countOf(address user) external view returns (uint256) {
        return _perUser[user].current();
    }

    function compare(ItemId a, ItemId b) external pure returns (bool same, bool before, ItemId after_) {
        return (a.sameAs(b), a.isBefore(b), b.next());
    }
}

//= deploy: ok
//= create(string): ok 1
//=   event Created(uint64,address,string) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x00000000000000000000000000000000000000000000000000000000000000aa] 0x000000000000000000000000000000000000000000000000000000000000002000000000000000000000000000000000000000000000000000000000000000056669727374000000000000000000000000000000000000000000000000000000
//= create(string): ok 2
//=   event Created(uint64,address,string) [0x0000000000000000000000000000000000000000000000000000000000000002, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x000000000000000000000000000000000000000000000000000000000000002000000000000000000000000000000000000000000000000000000000000000067365636f6e640000000000000000000000000000000000000000000000000000
//= nextId(): ok 3
//= titleOf(uint64): ok "first"
//= titleOf(uint64): revert NoSuchItem(uint64) (3)
//= rollback(): ok
//= rollback(): ok
//= rollback(): revert "Counter: decrement overflow"
//= reset(): ok
//= countOf(address): ok 1
//= compare(uint64,uint64): ok false, true, 3
