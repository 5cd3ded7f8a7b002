// SPDX-License-Identifier: MIT
// A delete inside one expression with a read of its target.
pragma solidity ^0.8.20;

contract Test {
    uint256[] a;

    function clear() internal returns (uint256) {
        delete a;
        return 1;
    }

    function main() external returns (uint256, uint256) {
        a.push(7);
        uint256 r = a.length * 10 + clear();
        a.push(7);
        uint256 s = clear() + a.length * 10;
        return (r, s);
    }
}

//= deploy: ok
//= main(): ok 1, 11
