// SPDX-License-Identifier: MIT
// A fixed array assigned to a dynamic one in storage.
pragma solidity ^0.8.20;

contract Test {
    uint256[] a;
    uint256[2] f = [uint256(5), 6];

    function main() external returns (uint256[] memory) {
        a.push(1);
        a.push(2);
        a.push(3);
        a = f;
        a.push(7);
        return a;
    }
}

//= deploy: ok
//= main(): ok [5, 6, 7]
