// SPDX-License-Identifier: MIT
// Functions attached to mappings and storage arrays.
pragma solidity ^0.8.20;

library Map {
    function add(mapping(address => uint256) storage m, address k, uint256 v) internal returns (uint256) {
        return m[k] += v;
    }

    function last(uint256[] storage a) internal view returns (uint256) {
        return a[a.length - 1];
    }

    function pushTwice(uint256[] storage a, uint256 v) internal {
        a.push(v);
        a.push(v + 1);
    }
}

contract Test {
    using Map for mapping(address => uint256);
    using Map for uint256[];

    mapping(address => uint256) balances;
    uint256[] list;

    function main() external returns (uint256, uint256, uint256) {
        balances.add(msg.sender, 5);
        list.pushTwice(8);
        return (balances.add(msg.sender, 6), list.last(), list.length);
    }
}

//= deploy: ok
//= main(): ok 11, 9, 2
