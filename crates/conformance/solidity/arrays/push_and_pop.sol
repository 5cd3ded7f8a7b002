// SPDX-License-Identifier: MIT
// push, push without a value, pop.
pragma solidity ^0.8.20;

contract Test {
    uint256[] a;

    function main() external returns (uint256, uint256[] memory, uint256, uint256[] memory) {
        a.push(1);
        a.push();
        a.push(3);
        uint256 n = a.length;
        uint256[] memory copy = a;
        a.pop();
        a.pop();
        a.push(9);
        return (n, copy, a.length, a);
    }
}

//= deploy: ok
//= main(): ok 3, [1, 0, 3], 2, [1, 9]
