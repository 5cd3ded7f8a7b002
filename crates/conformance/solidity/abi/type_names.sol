// SPDX-License-Identifier: MIT
// type(T).name of contracts, interfaces, and of a base.
pragma solidity ^0.8.20;

interface IThing {}

abstract contract Base {
    function own() public pure returns (string memory) {
        return type(Base).name;
    }
}

contract Named is Base {
    function main() external pure returns (string memory, string memory, string memory) {
        return (type(IThing).name, type(Named).name, own());
    }
}

//= deploy: ok
//= main(): ok "IThing", "Named", "Base"
