// SPDX-License-Identifier: MIT
// An override may be stricter in its mutability and more visible.
//? f()
//? g()
pragma solidity ^0.8.20;

abstract contract Base {
    uint256 internal n = 4;

    function f() external virtual returns (uint256);

    function g() public view virtual returns (uint256) {
        return n;
    }
}

contract Test is Base {
    function f() public view override returns (uint256) {
        return n + 1;
    }

    function g() public pure override returns (uint256) {
        return 9;
    }
}

//= deploy: ok
//= f(): ok 5
//= g(): ok 9
