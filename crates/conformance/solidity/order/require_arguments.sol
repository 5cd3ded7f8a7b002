// SPDX-License-Identifier: MIT
// The message of a require is built although the condition holds.
pragma solidity ^0.8.20;

contract Test {
    uint256 public built;

    function message() internal returns (string memory) {
        built++;
        return "no";
    }

    function main() external returns (uint256) {
        require(true, message());
        require(built > 0, message());
        return built;
    }
}

//= deploy: ok
//= main(): ok 2
