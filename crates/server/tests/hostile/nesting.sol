//? Parentheses that would overflow the third-party parser.
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.0;
contract C {
    function main() public pure returns (uint256) {
        return {{10000 (}}1{{10000 )}};
    }
}
//= Compilation E0701
