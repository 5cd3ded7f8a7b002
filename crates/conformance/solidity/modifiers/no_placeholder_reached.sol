// SPDX-License-Identifier: MIT
// A modifier that leaves the body out gives the default result.
pragma solidity ^0.8.20;

contract Test {
    modifier onlyIf(bool b) {
        if (b) _;
    }

    function f(bool b) internal pure onlyIf(b) returns (uint256 r, string memory s) {
        return (5, "five");
    }

    function main() external pure returns (uint256, string memory, uint256, string memory) {
        (uint256 a, string memory b) = f(true);
        (uint256 c, string memory d) = f(false);
        return (a, b, c, d);
    }
}

//= deploy: ok
//= main(): ok 5, "five", 0, ""
