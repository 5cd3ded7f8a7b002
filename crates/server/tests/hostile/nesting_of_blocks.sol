//? Blocks that would overflow the third-party parser.
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.0;
contract C {
    function main() public pure {
        {{10000 { }}{{10000 }}}
    }
}
//= Compilation E0701
