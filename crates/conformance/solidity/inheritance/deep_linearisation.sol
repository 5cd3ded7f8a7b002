// SPDX-License-Identifier: MIT
// Linearisation of a lattice of six contracts.
pragma solidity ^0.8.20;

contract A {
    function f() public pure virtual returns (string memory) {
        return "A";
    }
}

contract B is A {
    function f() public pure virtual override returns (string memory) {
        return string.concat("B", super.f());
    }
}

contract C is A {
    function f() public pure virtual override returns (string memory) {
        return string.concat("C", super.f());
    }
}

contract D is B, C {
    function f() public pure virtual override(B, C) returns (string memory) {
        return string.concat("D", super.f());
    }
}

contract E is A {
    function f() public pure virtual override returns (string memory) {
        return string.concat("E", super.f());
    }
}

contract Test is E, D {
    function f() public pure override(E, D) returns (string memory) {
        return string.concat("T", super.f());
    }

    function main() external pure returns (string memory) {
        return f();
    }
}

//= deploy: ok
//= main(): ok "TDCBEA"
