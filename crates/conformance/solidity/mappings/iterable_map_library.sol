// A map that can be walked, as a library over a struct of mappings and an array.
//? run()
//? remaining()
pragma solidity ^0.8.26;

library IterableMapping {
    struct Map {
        address[] keys;
        mapping(address => uint256) values;
        mapping(address => uint256) indexOf;
        mapping(address => bool) inserted;
    }

    function get(Map storage map, address key) internal view returns (uint256) { return map.values[key]; }
    function getKeyAtIndex(Map storage map, uint256 index) internal view returns (address) { return map.keys[index]; }
    function size(Map storage map) internal view returns (uint256) { return map.keys.length; }

    function set(Map storage map, address key, uint256 val) internal {
        if (map.inserted[key]) {
            map.values[key] = val;
        } else {
            map.inserted[key] = true;
            map.values[key] = val;
            map.indexOf[key] = map.keys.length;
            map.keys.push(key);
        }
    }

    function remove(Map storage map, address key) internal {
        if (!map.inserted[key]) return;
        delete map.inserted[key];
        delete map.values[key];
        uint256 index = map.indexOf[key];
        address lastKey = map.keys[map.keys.length - 1];
        map.indexOf[lastKey] = index;
        delete map.indexOf[key];
        map.keys[index] = lastKey;
        map.keys.pop();
    }
}

contract TestIterableMap {
    using IterableMapping for IterableMapping.Map;
    IterableMapping.Map private map;

    function run() public returns (uint256) {
        map.set(address(0), 0);
        map.set(address(1), 100);
        map.set(address(2), 200);
        map.set(address(2), 200);
        map.set(address(3), 300);
        for (uint256 i = 0; i < map.size(); i++) {
            assert(map.get(map.getKeyAtIndex(i)) == i * 100);
        }
        map.remove(address(1));
        return map.size();
    }

    function remaining() public view returns (address, address, address) {
        return (map.getKeyAtIndex(0), map.getKeyAtIndex(1), map.getKeyAtIndex(2));
    }
}

//= deploy: ok
//= run(): ok 3
//= remaining(): ok 0x0000000000000000000000000000000000000000, 0x0000000000000000000000000000000000000003, 0x0000000000000000000000000000000000000002
