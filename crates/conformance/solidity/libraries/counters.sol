// SPDX-License-Identifier: MIT
// The counter library of many contracts.
//? main()
//? down()
//? down()
//? down()
pragma solidity ^0.8.20;

library Counters {
    struct Counter { uint256 _value; }

    function current(Counter storage c) internal view returns (uint256) {
        return c._value;
    }

    function increment(Counter storage c) internal {
        unchecked {
            c._value += 1;
        }
    }

    function decrement(Counter storage c) internal {
        require(c._value > 0, "Counter: decrement overflow");
        unchecked {
            c._value -= 1;
        }
    }

    function reset(Counter storage c) internal {
        c._value = 0;
    }
}

contract Test {
    using Counters for Counters.Counter;

    Counters.Counter private ids;
    mapping(address => Counters.Counter) private nonces;

    function main() external returns (uint256, uint256) {
        ids.increment();
        ids.increment();
        nonces[msg.sender].increment();
        return (ids.current(), nonces[msg.sender].current());
    }

    function down() external returns (uint256) {
        ids.decrement();
        return ids.current();
    }
}

//= deploy: ok
//= main(): ok 2, 1
//= down(): ok 1
//= down(): ok 0
//= down(): revert "Counter: decrement overflow"
