// SPDX-License-Identifier: MIT
// A bitmap in a mapping of words.
pragma solidity ^0.8.20;

library BitMaps {
    struct BitMap { mapping(uint256 => uint256) data; }

    function get(BitMap storage b, uint256 i) internal view returns (bool) {
        return b.data[i >> 8] & (1 << (i & 0xff)) != 0;
    }

    function setTo(BitMap storage b, uint256 i, bool v) internal {
        if (v) b.data[i >> 8] |= 1 << (i & 0xff);
        else b.data[i >> 8] &= ~(1 << (i & 0xff));
    }
}

contract Test {
    using BitMaps for BitMaps.BitMap;

    BitMaps.BitMap map;

    function main() external returns (bool, bool, bool, uint256, uint256) {
        map.setTo(0, true);
        map.setTo(255, true);
        map.setTo(256, true);
        map.setTo(0, false);
        return (map.get(0), map.get(255), map.get(1000), map.data[0], map.data[1]);
    }
}

//= deploy: ok
//= main(): ok false, true, false, 57896044618658097711785492504343953926634992332820282019728792003956564819968, 1
