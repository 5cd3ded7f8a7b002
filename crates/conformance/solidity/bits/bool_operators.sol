// SPDX-License-Identifier: MIT
// The operators && and || evaluate no more than they must.
pragma solidity ^0.8.20;

contract Test {
    uint256 calls;

    function note(bool x) internal returns (bool) {
        calls++;
        return x;
    }

    function main() external returns (bool, bool, bool, bool, uint256) {
        bool a = note(false) && note(true);
        bool b = note(true) || note(false);
        bool c = note(true) && note(true);
        bool d = note(false) || note(false);
        return (a, b, c, d, calls);
    }
}

//= deploy: ok
//= main(): ok false, true, true, false, 6
