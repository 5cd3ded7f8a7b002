// SPDX-License-Identifier: MIT
// A modifier named by its contract.
pragma solidity ^0.8.20;

contract Base {
    uint256 n;

    modifier step() {
        n += 1;
        _;
    }
}

contract Test is Base {
    function f() internal Base.step step returns (uint256) {
        return n;
    }

    function main() external returns (uint256) {
        return f();
    }
}

//= deploy: ok
//= main(): ok 2
