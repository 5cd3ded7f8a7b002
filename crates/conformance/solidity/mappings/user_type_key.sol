// SPDX-License-Identifier: MIT
// A user-defined type and a contract as keys.
pragma solidity ^0.8.20;

interface IThing {}

contract Test {
    type Id is uint32;

    mapping(Id => string) names;
    mapping(IThing => uint256) counts;

    function main() external returns (string memory, string memory, uint256) {
        names[Id.wrap(5)] = "five";
        counts[IThing(address(7))] = 3;
        return (names[Id.wrap(5)], names[Id.wrap(6)], counts[IThing(address(7))]);
    }
}

//= deploy: ok
//= main(): ok "five", "", 3
