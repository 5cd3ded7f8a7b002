// SPDX-License-Identifier: MIT
// Removing elements by swapping with the last one and by shifting.
pragma solidity ^0.8.20;

contract Test {
    uint256[] a = [1, 2, 3, 4, 5];
    uint256[] b = [1, 2, 3, 4, 5];

    function removeFast(uint256 i) internal {
        a[i] = a[a.length - 1];
        a.pop();
    }

    function removeOrdered(uint256 i) internal {
        for (; i + 1 < b.length; i++) b[i] = b[i + 1];
        b.pop();
    }

    function main() external returns (uint256[] memory, uint256[] memory) {
        removeFast(1);
        removeFast(3);
        removeOrdered(1);
        removeOrdered(3);
        return (a, b);
    }
}

//= deploy: ok
//= main(): ok [1, 5, 3], [1, 3, 4]
