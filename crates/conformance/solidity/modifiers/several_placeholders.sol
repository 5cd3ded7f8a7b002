// SPDX-License-Identifier: MIT
// A body that runs twice.
pragma solidity ^0.8.20;

contract Test {
    uint256 count;

    modifier twice() {
        _;
        count += 100;
        _;
    }

    function f() internal twice returns (uint256 r) {
        count += 1;
        r += count;
    }

    function main() external returns (uint256, uint256) {
        return (f(), count);
    }
}

//= deploy: ok
//= main(): ok 103, 102
