// SPDX-License-Identifier: MIT
// A parameter that has the name of a function or of a state variable.
pragma solidity ^0.8.20;

contract Test {
    uint256 total = 5;

    function twice(uint256 total_) internal pure returns (uint256) {
        return total_ * 2;
    }

    function with(uint256 total) internal pure returns (uint256) {
        return total + 1;
    }

    function main() external view returns (uint256, uint256, uint256) {
        uint256 a = twice(total);
        uint256 b = with(total);
        return (a, b, total);
    }
}

//= deploy: ok
//= main(): ok 10, 6, 5
