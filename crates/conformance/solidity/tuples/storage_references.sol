// SPDX-License-Identifier: MIT
// Storage references in tuples.
pragma solidity ^0.8.20;

contract Test {
    uint256[] x;
    uint256[] y;

    function both() internal view returns (uint256[] storage, uint256[] storage) {
        return (y, x);
    }

    function main() external returns (uint256[] memory, uint256[] memory) {
        (uint256[] storage a, uint256[] storage b) = both();
        a.push(1);
        b.push(2);
        (a, b) = (b, a);
        a.push(3);
        return (x, y);
    }
}

//= deploy: ok
//= main(): ok [2, 3], [1]
