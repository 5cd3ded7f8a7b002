// Sets and maps that can be listed, built on one another with casts between structs of wrappers.
//? add(address 0x00000000000000000000000000000000000000a1)
//? add(address 0x00000000000000000000000000000000000000a2)
//? add(address 0x00000000000000000000000000000000000000a1)
//? add(address 0x00000000000000000000000000000000000000a3)
//? values()
//? remove(address 0x00000000000000000000000000000000000000a1)
//? remove(address 0x00000000000000000000000000000000000000a1)
//? values()
//? at(uint256 1)
//? at(uint256 2)
//? put(uint256 5, address 0x00000000000000000000000000000000000000b5)
//? put(uint256 6, address 0x00000000000000000000000000000000000000b6)
//? put(uint256 5, address 0x00000000000000000000000000000000000000c5)
//? tryGet(uint256 5)
//? tryGet(uint256 7)
//? get(uint256 7)
//? drop(uint256 5)
//? keys()
//? entry(uint256 0)
//? clear()
//? keys()
pragma solidity ^0.8.20;

library EnumerableSet {
    struct Set {
        bytes32[] _values;
        mapping(bytes32 value => uint256) _positions;
    }

    function _add(Set storage set, bytes32 value) internal returns (bool) {
        if (!_contains(set, value)) {
            set._values.push(value);
            set._positions[value] = set._values.length;
            return true;
        } else {
            return false;
        }
    }

    function _remove(Set storage set, bytes32 value) internal returns (bool) {
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

    function _contains(Set storage set, bytes32 value) internal view returns (bool) {
        return set._positions[value] != 0;
    }

    function _length(Set storage set) internal view returns (uint256) {
        return set._values.length;
    }

    function _at(Set storage set, uint256 index) internal view returns (bytes32) {
        return set._values[index];
    }

    function _all(Set storage set) internal view returns (bytes32[] memory) {
        return set._values;
    }

    function _clear(Set storage set) internal {
        uint256 len = _length(set);
        for (uint256 i = 0; i < len; ++i) {
            delete set._positions[set._values[i]];
        }
        delete set._values;
    }

    struct AddressSet {
        Set _inner;
    }

    function addAddress(AddressSet storage set, address value) internal returns (bool) {
        return _add(set._inner, bytes32(uint256(uint160(value))));
    }

    function removeAddress(AddressSet storage set, address value) internal returns (bool) {
        return _remove(set._inner, bytes32(uint256(uint160(value))));
    }

    function atAddress(AddressSet storage set, uint256 index) internal view returns (address) {
        return address(uint160(uint256(_at(set._inner, index))));
    }

    function allAddresses(AddressSet storage set) internal view returns (address[] memory result) {
        bytes32[] memory store = _all(set._inner);
        result = new address[](store.length);
        for (uint256 i; i < store.length; ++i) {
            result[i] = address(uint160(uint256(store[i])));
        }
    }
}

library EnumerableMap {
    using EnumerableSet for EnumerableSet.Set;

    error EnumerableMapNonexistentKey(bytes32 key);

    struct Map {
        EnumerableSet.Set _keys;
        mapping(bytes32 key => bytes32) _values;
    }

    function set(Map storage map, bytes32 key, bytes32 value) internal returns (bool) {
        map._values[key] = value;
        return map._keys._add(key);
    }

    function remove(Map storage map, bytes32 key) internal returns (bool) {
        delete map._values[key];
        return map._keys._remove(key);
    }

    function contains(Map storage map, bytes32 key) internal view returns (bool) {
        return map._keys._contains(key);
    }

    function length(Map storage map) internal view returns (uint256) {
        return map._keys._length();
    }

    function at(Map storage map, uint256 index) internal view returns (bytes32 key, bytes32 value) {
        bytes32 atKey = map._keys._at(index);
        return (atKey, map._values[atKey]);
    }

    function tryGet(Map storage map, bytes32 key) internal view returns (bool exists, bytes32 value) {
        bytes32 val = map._values[key];
        if (val == bytes32(0)) {
            return (contains(map, key), bytes32(0));
        } else {
            return (true, val);
        }
    }

    function get(Map storage map, bytes32 key) internal view returns (bytes32) {
        bytes32 value = map._values[key];
        if (value == 0 && !contains(map, key)) {
            revert EnumerableMapNonexistentKey(key);
        }
        return value;
    }

    function keys(Map storage map) internal view returns (bytes32[] memory) {
        return map._keys._all();
    }

    function clear(Map storage map) internal {
        uint256 len = length(map);
        for (uint256 i = 0; i < len; ++i) {
            delete map._values[map._keys._at(i)];
        }
        map._keys._clear();
    }
}

contract Listed {
    using EnumerableSet for EnumerableSet.AddressSet;
    using EnumerableMap for EnumerableMap.Map;

    EnumerableSet.AddressSet private members;
    EnumerableMap.Map private map;

    function add(address who) external returns (bool) { return members.addAddress(who); }
    function remove(address who) external returns (bool) { return members.removeAddress(who); }
    function at(uint256 i) external view returns (address) { return members.atAddress(i); }
    function values() external view returns (address[] memory) { return members.allAddresses(); }
    function put(uint256 key, address value) external returns (bool) { return map.set(bytes32(key), bytes32(bytes20(value))); }
    function tryGet(uint256 key) external view returns (bool, address) {
        (bool found, bytes32 value) = map.tryGet(bytes32(key));
        return (found, address(bytes20(value)));
    }
    function get(uint256 key) external view returns (address) { return address(bytes20(map.get(bytes32(key)))); }
    function drop(uint256 key) external returns (bool) { return map.remove(bytes32(key)); }
    function keys() external view returns (bytes32[] memory) { return map.keys(); }
    function entry(uint256 i) external view returns (bytes32 k, bytes32 v) { (k, v) = map.at(i); }
    function clear() external { map.clear(); }
}

//= deploy: ok
//= add(address): ok true
//= add(address): ok true
//= add(address): ok false
//= add(address): ok true
//= values(): ok [0x00000000000000000000000000000000000000a1, 0x00000000000000000000000000000000000000a2, 0x00000000000000000000000000000000000000a3]
//= remove(address): ok true
//= remove(address): ok false
//= values(): ok [0x00000000000000000000000000000000000000a3, 0x00000000000000000000000000000000000000a2]
//= at(uint256): ok 0x00000000000000000000000000000000000000a2
//= at(uint256): panic 0x32
//= put(uint256,address): ok true
//= put(uint256,address): ok true
//= put(uint256,address): ok false
//= tryGet(uint256): ok true, 0x00000000000000000000000000000000000000c5
//= tryGet(uint256): ok false, 0x0000000000000000000000000000000000000000
//= get(uint256): revert EnumerableMapNonexistentKey(bytes32) (0x0000000000000000000000000000000000000000000000000000000000000007)
//= drop(uint256): ok true
//= keys(): ok [0x0000000000000000000000000000000000000000000000000000000000000006]
//= entry(uint256): ok 0x0000000000000000000000000000000000000000000000000000000000000006, 0x00000000000000000000000000000000000000b6000000000000000000000000
//= clear(): ok
//= keys(): ok []
