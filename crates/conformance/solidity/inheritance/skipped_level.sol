// SPDX-License-Identifier: MIT
// A function overridden two levels up; the level between has none.
pragma solidity ^0.8.20;

contract A {
    function f() internal pure virtual returns (uint256) {
        return 1;
    }
}

contract B is A {
    uint256 internal b = 5;
}

contract C is B {
    function f() internal pure override returns (uint256) {
        return super.f() + 10;
    }

    function main() external pure returns (uint256, uint256) {
        return (f(), A.f());
    }
}

//= deploy: ok
//= main(): ok 11, 1
