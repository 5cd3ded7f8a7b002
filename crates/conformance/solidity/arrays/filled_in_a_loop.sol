//? deploy()
//? fill(uint256 5000)
//? pairs(uint256 5000)
//? sieve(uint256 6000)
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

// The length and elements are read before, in and behind the loops that change the arrays.
contract C {
    struct Pair {
        uint256 low;
        uint256 high;
    }

    function fill(uint256 count) external pure returns (uint256, uint256) {
        uint256[] memory a = new uint256[](count);
        for (uint256 i; i < a.length; i++) a[i] = i;
        return (a[count - 1], a.length);
    }

    function pairs(uint256 count) external pure returns (uint256, uint256) {
        Pair[] memory list = new Pair[](count);
        for (uint256 i; i < list.length; i++) {
            list[i] = Pair(i, i + 1);
            if (i > 0) list[i - 1].high += list[i].low;
        }
        return (list[count - 1].high, list[0].high);
    }

    function sieve(uint256 limit) external pure returns (uint256 count) {
        bool[] memory composite = new bool[](limit);
        for (uint256 i = 2; i < composite.length; i++) {
            if (composite[i]) continue;
            count++;
            for (uint256 j = i * i; j < composite.length; j += i) composite[j] = true;
        }
    }
}

//= deploy: ok
//= fill(uint256): ok 4999, 5000
//= pairs(uint256): ok 5000, 2
//= sieve(uint256): ok 783
