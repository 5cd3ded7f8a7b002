// SPDX-License-Identifier: MIT
// The key of a mapping that the right side changes.
pragma solidity ^0.8.20;

contract Test {
    mapping(uint256 => uint256) m;

    function main() external returns (uint256, uint256, uint256) {
        uint256 k = 1;
        m[k] = (k = 2) + 5;
        m[k++] += k;
        return (m[1], m[2], k);
    }
}

//= deploy: ok
//= main(): ok 0, 9, 3
