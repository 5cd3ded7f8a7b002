// SPDX-License-Identifier: MIT
// A mapping as a local reference and as a parameter.
pragma solidity ^0.8.20;

contract Test {
    mapping(uint256 => uint256) a;
    mapping(uint256 => uint256) b;
    mapping(address => mapping(uint256 => bool)) nested;

    function set(mapping(uint256 => uint256) storage m, uint256 k, uint256 v) internal {
        m[k] = v;
    }

    function main() external returns (uint256, uint256, bool) {
        set(a, 1, 10);
        mapping(uint256 => uint256) storage m = b;
        m[1] = 20;
        set(m, 2, 30);
        mapping(uint256 => bool) storage n = nested[msg.sender];
        n[7] = true;
        return (a[1] + a[2], b[1] + b[2], nested[msg.sender][7]);
    }
}

//= deploy: ok
//= main(): ok 10, 50, true
