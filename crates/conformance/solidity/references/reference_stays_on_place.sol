// SPDX-License-Identifier: MIT
// A reference to an element stays at its index.
pragma solidity ^0.8.20;

contract Test {
    uint256[][] a;

    function main() external returns (uint256[][] memory, uint256) {
        a.push().push(1);
        a.push().push(2);
        uint256[] storage r = a[0];
        a[0] = a[1];
        r.push(3);
        delete a[0];
        return (a, r.length);
    }
}

//= deploy: ok
//= main(): ok [[], [2]], 0
