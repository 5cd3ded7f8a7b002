// SPDX-License-Identifier: MIT
// Parts of a returned tuple that an earlier part changes.
pragma solidity ^0.8.20;

contract Test {
    uint256 x = 1;
    uint256[] list;

    function change() internal returns (uint256) {
        list.push(x);
        return ++x;
    }

    function main() external returns (uint256, uint256, uint256, uint256[] memory) {
        return (x, change(), x, list);
    }
}

//= deploy: ok
//= main(): ok 1, 2, 2, [1]
