// SPDX-License-Identifier: MIT
// A set with removal by swapping, in a mapping and an array.
pragma solidity ^0.8.20;

contract Test {
    uint256[] items;
    mapping(uint256 => uint256) place;

    function add(uint256 x) internal returns (bool) {
        if (place[x] != 0) return false;
        items.push(x);
        place[x] = items.length;
        return true;
    }

    function remove(uint256 x) internal returns (bool) {
        uint256 at = place[x];
        if (at == 0) return false;
        uint256 last = items[items.length - 1];
        items[at - 1] = last;
        place[last] = at;
        items.pop();
        delete place[x];
        return true;
    }

    function main() external returns (bool, bool, bool, uint256[] memory, uint256) {
        add(5);
        add(6);
        add(7);
        return (add(6), remove(5), remove(5), items, place[7]);
    }
}

//= deploy: ok
//= main(): ok false, true, false, [7, 6], 1
