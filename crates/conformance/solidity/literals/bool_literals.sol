// SPDX-License-Identifier: MIT
// The two bool literals and their negation.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (bool, bool, bool, bool) {
        return (true, false, !true, !false && true);
    }
}

//= deploy: ok
//= main(): ok true, false, false, true
