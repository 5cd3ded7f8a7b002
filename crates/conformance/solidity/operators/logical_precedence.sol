// SPDX-License-Identifier: MIT
// Not binds tighter than and, and tighter than or.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (bool, bool, bool, bool) {
        bool t = true;
        bool f = false;
        return (t || f && f, (t || f) && f, !t || t, !(t && f) == t);
    }
}

//= deploy: ok
//= main(): ok true, false, true, true
