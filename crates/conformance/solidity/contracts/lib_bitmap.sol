// A bitmap library over a mapping of words, and one over a single word in memory.
//? set(uint256 0)
//? set(uint256 255)
//? set(uint256 256)
//? set(uint256 115792089237316195423570985008687907853269984665640564039457584007913129639935)
//? get(uint256 255)
//? get(uint256 254)
//? get(uint256 115792089237316195423570985008687907853269984665640564039457584007913129639935)
//? word(uint256 0)
//? toggle(uint256 255)
//? setTo(uint256 3, bool true)
//? setTo(uint256 0, bool false)
//? word(uint256 0)
//? count(uint256 0)
//? popcount(uint256 115792089237316195423570985008687907853269984665640564039457584007913129639935)
//? popcount(uint256 0)
//? lowest(uint256 80)
//? lowest(uint256 0)
//? highest(uint256 80)
//? highest(uint256 57896044618658097711785492504343953926634992332820282019728792003956564819968)
//? indices(uint256 1025)
//? setRange(uint8 4, uint8 8)
//? setRange(uint8 8, uint8 4)
//? reversed(uint8 22)

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

library BitMaps {
    struct BitMap {
        mapping(uint256 bucket => uint256) data;
    }

    function get(BitMap storage map, uint256 index) internal view returns (bool) {
        return (map.data[index >> 8] >> (index & 0xff)) & 1 == 1;
    }

    function set(BitMap storage map, uint256 index) internal {
        map.data[index >> 8] |= 1 << (index & 0xff);
    }

    function unset(BitMap storage map, uint256 index) internal {
        map.data[index >> 8] &= ~(1 << (index & 0xff));
    }

    function setTo(BitMap storage map, uint256 index, bool value) internal {
        if (value) {
            set(map, index);
        } else {
            unset(map, index);
        }
    }

    function toggle(BitMap storage map, uint256 index) internal returns (bool newIsSet) {
        uint256 shift = index & 0xff;
        uint256 word = map.data[index >> 8] ^ (1 << shift);
        newIsSet = 1 & (word >> shift) != 0;
        map.data[index >> 8] = word;
    }
}

library Bits {
    function popcount(uint256 x) internal pure returns (uint256 c) {
        while (x != 0) {
            x &= x - 1;
            unchecked {
                ++c;
            }
        }
    }

    /// @return n index of the lowest bit that is set, 256 where there is none
    function lowest(uint256 x) internal pure returns (uint256 n) {
        if (x == 0) return 256;
        for (uint256 step = 128; step > 0; step >>= 1) {
            uint256 mask = (uint256(1) << step) - 1;
            if (x & mask == 0) {
                x >>= step;
                n += step;
            }
        }
    }

    function highest(uint256 x) internal pure returns (uint8 r) {
        require(x > 0, "Bits: no bit is set");
        if (x >= 0x100000000000000000000000000000000) { x >>= 128; r += 128; }
        if (x >= 0x10000000000000000) { x >>= 64; r += 64; }
        if (x >= 0x100000000) { x >>= 32; r += 32; }
        if (x >= 0x10000) { x >>= 16; r += 16; }
        if (x >= 0x100) { x >>= 8; r += 8; }
        if (x >= 0x10) { x >>= 4; r += 4; }
        if (x >= 0x4) { x >>= 2; r += 2; }
        if (x >= 0x2) r += 1;
    }
}

contract BitMapUser {
    using BitMaps for BitMaps.BitMap;
    using Bits for uint256;

    BitMaps.BitMap private flags;

    function set(uint256 index) external {
        flags.set(index);
    }

    function setTo(uint256 index, bool value) external {
        flags.setTo(index, value);
    }

    function toggle(uint256 index) external returns (bool) {
        return flags.toggle(index);
    }

    function get(uint256 index) external view returns (bool) {
        return flags.get(index);
    }

    function word(uint256 bucket) external view returns (uint256) {
        return flags.data[bucket];
    }

    function count(uint256 bucket) external view returns (uint256) {
        return flags.data[bucket].popcount();
    }

    function popcount(uint256 x) external pure returns (uint256) {
        return x.popcount();
    }

    function lowest(uint256 x) external pure returns (uint256) {
        return x.lowest();
    }

    function highest(uint256 x) external pure returns (uint8) {
        return Bits.highest(x);
    }

    function indices(uint256 x) external pure returns (uint8[] memory list) {
        list = new uint8[](x.popcount());
        uint256 n;
        for (uint256 i = 0; i < 256; i++) {
            if ((x >> i) & 1 == 1) list[n++] = uint8(i);
        }
    }

    /// @notice A word whose bits from `from` up to `to` are set.
    function setRange(uint8 from, uint8 to) external pure returns (uint256) {
        require(from < to, "BitMapUser: empty range");
        return ((1 << (to - from)) - 1) << from;
    }

    function reversed(uint8 x) external pure returns (uint8 r) {
        for (uint8 i = 0; i < 8; i++) {
            r = (r << 1) | (x & 1);
            x >>= 1;
        }
    }
}

//= deploy: ok
//= set(uint256): ok
//= set(uint256): ok
//= set(uint256): ok
//= set(uint256): ok
//= get(uint256): ok true
//= get(uint256): ok false
//= get(uint256): ok true
//= word(uint256): ok 57896044618658097711785492504343953926634992332820282019728792003956564819969
//= toggle(uint256): ok false
//= setTo(uint256,bool): ok
//= setTo(uint256,bool): ok
//= word(uint256): ok 8
//= count(uint256): ok 1
//= popcount(uint256): ok 256
//= popcount(uint256): ok 0
//= lowest(uint256): ok 4
//= lowest(uint256): ok 256
//= highest(uint256): ok 6
//= highest(uint256): ok 255
//= indices(uint256): ok [0, 10]
//= setRange(uint8,uint8): ok 240
//= setRange(uint8,uint8): revert "BitMapUser: empty range"
//= reversed(uint8): ok 104
