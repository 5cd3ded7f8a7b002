// SPDX-License-Identifier: MIT
// Modifiers and super together in three levels.
pragma solidity ^0.8.20;

contract A {
    uint256[] internal log;

    modifier m(uint256 x) {
        log.push(x);
        _;
        log.push(x + 100);
    }

    function f() public virtual m(1) {
        log.push(0);
    }
}

contract B is A {
    function f() public virtual override m(2) {
        super.f();
    }
}

contract C is B {
    function f() public override m(3) {
        log.push(30);
        super.f();
        log.push(31);
    }

    function main() external returns (uint256[] memory) {
        f();
        return log;
    }
}

//= deploy: ok
//= main(): ok [3, 30, 2, 1, 0, 101, 102, 31, 103]
