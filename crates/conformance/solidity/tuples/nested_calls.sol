// SPDX-License-Identifier: MIT
// Tuples handed from function to function.
pragma solidity ^0.8.20;

contract Test {
    function divmod(uint256 a, uint256 b) internal pure returns (uint256, uint256) {
        return (a / b, a % b);
    }

    function swap(uint256 a, uint256 b) internal pure returns (uint256, uint256) {
        return (b, a);
    }

    function both(uint256 a, uint256 b) internal pure returns (uint256, uint256) {
        return divmod(a, b);
    }

    function main() external pure returns (uint256, uint256, uint256, uint256) {
        (uint256 q, uint256 r) = both(17, 5);
        (uint256 c, uint256 d) = swap(q, r);
        return (q, r, c, d);
    }
}

//= deploy: ok
//= main(): ok 3, 2, 2, 3
