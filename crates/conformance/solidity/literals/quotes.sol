// SPDX-License-Identifier: MIT
// Single and double quotes mean the same.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (bool, string memory, string memory) {
        return (keccak256("x") == keccak256('x'), 'say "hi"', "it's");
    }
}

//= deploy: ok
//= main(): ok true, "say \"hi\"", "it's"
