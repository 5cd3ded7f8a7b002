// A set of words behind typed front ends, as libraries offer it.
//? add(address 0xaa)
//? add(address 0xbb)
//? add(address 0xaa)
//? add(address 0xcc)
//? remove(address 0xaa)
//? remove(address 0xaa)
//? all()
//? at(uint256 0)
//? at(uint256 9)
//? has(address 0xbb)
//? addNumber(uint256 77)
//? numbers()
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

library EnumerableSet {
    struct Set {
        bytes32[] _values;
        mapping(bytes32 value => uint256) _positions;
    }

    function _add(Set storage set, bytes32 value) private returns (bool) {
        if (!_contains(set, value)) {
            set._values.push(value);
            set._positions[value] = set._values.length;
            return true;
        } else {
            return false;
        }
    }

    function _remove(Set storage set, bytes32 value) private returns (bool) {
        uint256 position = set._positions[value];
        if (position != 0) {
            uint256 valueIndex = position - 1;
            uint256 lastIndex = set._values.length - 1;
            if (valueIndex != lastIndex) {
                bytes32 lastValue = set._values[lastIndex];
                set._values[valueIndex] = lastValue;
                set._positions[lastValue] = position;
            }
            set._values.pop();
            delete set._positions[value];
            return true;
        } else {
            return false;
        }
    }

    function _contains(Set storage set, bytes32 value) private view returns (bool) {
        return set._positions[value] != 0;
    }

    function _length(Set storage set) private view returns (uint256) {
        return set._values.length;
    }

    function _at(Set storage set, uint256 index) private view returns (bytes32) {
        return set._values[index];
    }

    function _values(Set storage set) private view returns (bytes32[] memory) {
        return set._values;
    }

    struct AddressSet {
        Set _inner;
    }

    function add(AddressSet storage set, address value) internal returns (bool) {
        return _add(set._inner, bytes32(uint256(uint160(value))));
    }

    function remove(AddressSet storage set, address value) internal returns (bool) {
        return _remove(set._inner, bytes32(uint256(uint160(value))));
    }

    function contains(AddressSet storage set, address value) internal view returns (bool) {
        return _contains(set._inner, bytes32(uint256(uint160(value))));
    }

    function length(AddressSet storage set) internal view returns (uint256) {
        return _length(set._inner);
    }

    function at(AddressSet storage set, uint256 index) internal view returns (address) {
        return address(uint160(uint256(_at(set._inner, index))));
    }

    function values(AddressSet storage set) internal view returns (address[] memory result) {
        bytes32[] memory store = _values(set._inner);
        result = new address[](store.length);
        for (uint256 i; i < store.length; ++i) result[i] = address(uint160(uint256(store[i])));
    }
}

contract Club {
    using EnumerableSet for EnumerableSet.AddressSet;

    EnumerableSet.AddressSet private members;
    uint256[] private list;

    function add(address who) external returns (bool) {
        return members.add(who);
    }

    function remove(address who) external returns (bool) {
        return members.remove(who);
    }

    function has(address who) external view returns (bool) {
        return members.contains(who);
    }

    function at(uint256 index) external view returns (address) {
        return members.at(index);
    }

    function all() external view returns (address[] memory, uint256) {
        return (members.values(), members.length());
    }

    function addNumber(uint256 n) external {
        list.push(n);
    }

    function numbers() external view returns (uint256[] memory) {
        return list;
    }
}

//= deploy: ok
//= add(address): ok true
//= add(address): ok true
//= add(address): ok false
//= add(address): ok true
//= remove(address): ok true
//= remove(address): ok false
//= all(): ok [0x00000000000000000000000000000000000000cc, 0x00000000000000000000000000000000000000bb], 2
//= at(uint256): ok 0x00000000000000000000000000000000000000cc
//= at(uint256): panic 0x32
//= has(address): ok true
//= addNumber(uint256): ok
//= numbers(): ok [77]
