// SPDX-License-Identifier: MIT
// super where only some of the bases have the function.
pragma solidity ^0.8.20;

contract A {
    function f() public pure virtual returns (uint256) {
        return 1;
    }
}

contract B {
    function g() public pure virtual returns (uint256) {
        return 2;
    }
}

contract Test is A, B {
    function f() public pure override returns (uint256) {
        return super.f() * 10;
    }

    function g() public pure override returns (uint256) {
        return super.g() * 100;
    }

    function main() external pure returns (uint256) {
        return f() + g();
    }
}

//= deploy: ok
//= main(): ok 210
