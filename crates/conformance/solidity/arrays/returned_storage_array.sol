// SPDX-License-Identifier: MIT
// An array of storage returned by reference and by copy.
pragma solidity ^0.8.20;

contract Test {
    uint256[] a = [1, 2];

    function place() internal view returns (uint256[] storage) {
        return a;
    }

    function copy() internal view returns (uint256[] memory) {
        return a;
    }

    function main() external returns (uint256[] memory) {
        place()[0] = 10;
        place().push(3);
        copy()[1] = 20;
        return a;
    }
}

//= deploy: ok
//= main(): ok [10, 2, 3]
