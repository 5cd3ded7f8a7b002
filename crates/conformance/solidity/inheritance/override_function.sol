// SPDX-License-Identifier: MIT
// A virtual function called by the base is that of the derived contract.
pragma solidity ^0.8.20;

contract Base {
    function name() public pure virtual returns (string memory) {
        return "base";
    }

    function greet() public pure returns (string memory) {
        return string.concat("hello ", name());
    }
}

contract Test is Base {
    function name() public pure override returns (string memory) {
        return "test";
    }

    function main() external pure returns (string memory, string memory) {
        return (greet(), name());
    }
}

//= deploy: ok
//= main(): ok "hello test", "test"
