// SPDX-License-Identifier: MIT
// Modifiers of an overridden function do not come along.
pragma solidity ^0.8.20;

contract Base {
    uint256 public n;

    modifier add(uint256 x) {
        n += x;
        _;
    }

    function f() public virtual add(1) returns (uint256) {
        return n;
    }
}

contract Test is Base {
    function f() public override add(10) returns (uint256) {
        return n + super.f() * 1000;
    }

    function main() external returns (uint256, uint256) {
        return (f(), n);
    }
}

//= deploy: ok
//= main(): ok 11011, 11
