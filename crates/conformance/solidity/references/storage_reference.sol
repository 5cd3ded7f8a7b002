// SPDX-License-Identifier: MIT
// A local of storage is another name of the place.
pragma solidity ^0.8.20;

contract Test {
    uint256[] a;
    uint256[] b;

    function main() external returns (uint256[] memory, uint256[] memory) {
        uint256[] storage r = a;
        r.push(1);
        r.push(2);
        r[0] = 5;
        r = b;
        r.push(7);
        return (a, b);
    }
}

//= deploy: ok
//= main(): ok [5, 2], [7]
