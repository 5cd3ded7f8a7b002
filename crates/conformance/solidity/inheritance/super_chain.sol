// SPDX-License-Identifier: MIT
// super calls the next contract of the line.
pragma solidity ^0.8.20;

contract A {
    function f() public virtual returns (string memory) {
        return "A";
    }
}

contract B is A {
    function f() public virtual override returns (string memory) {
        return string.concat("B", super.f());
    }
}

contract C is B {
    function f() public virtual override returns (string memory) {
        return string.concat("C", super.f());
    }

    function main() external returns (string memory) {
        return f();
    }
}

//= deploy: ok
//= main(): ok "CBA"
