// SPDX-License-Identifier: MIT
// Internal and private state variables have no getter, and defaults are internal.
pragma solidity ^0.8.20;

contract Base {
    uint256 a = 1;
    uint256 internal b = 2;
    uint256 public c = 3;
}

contract Test is Base {
    uint256 private d = 4;

    function main() external view returns (uint256) {
        return a * 1000 + b * 100 + c * 10 + d;
    }
}

//= deploy: ok
//= main(): ok 1234
