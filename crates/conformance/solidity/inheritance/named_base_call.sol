// SPDX-License-Identifier: MIT
// A base's function called by the name of the base.
pragma solidity ^0.8.20;

contract A {
    uint256 internal n;

    function add() public virtual {
        n += 1;
    }
}

contract B is A {
    function add() public virtual override {
        n += 10;
    }
}

contract Test is B {
    function add() public override {
        A.add();
        B.add();
        super.add();
    }

    function main() external returns (uint256) {
        add();
        return n;
    }
}

//= deploy: ok
//= main(): ok 21
