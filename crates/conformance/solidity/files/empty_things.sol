// SPDX-License-Identifier: MIT
// Empty contracts, interfaces, libraries, functions and structs with one member.
pragma solidity ^0.8.20;

contract Empty {}

interface INothing {}

library None {}

abstract contract Hollow is INothing {
    function nothing() internal virtual {}
}

contract Test is Empty, Hollow {
    struct One { bool b; }

    function main() external returns (One memory) {
        nothing();
        {}
        return One(true);
    }
}

//= deploy: ok
//= main(): ok (true)
