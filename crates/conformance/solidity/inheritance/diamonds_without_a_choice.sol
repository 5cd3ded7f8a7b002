//? deploy()
//? main()
//? f()
//? g()
//? h()
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

interface I {
    function f() external returns (uint256);
    function g() external returns (uint256);
}

abstract contract Top is I {
    function h() public virtual returns (uint256) {
        return 100;
    }
}

// All paths lead through `Middle`, which has a body for `f`.
abstract contract Middle is Top {
    function f() external virtual override returns (uint256) {
        return 1;
    }
}

// Only this side speaks of `g`, which no base has a body for.
abstract contract Left is Middle {
    function g() public virtual override returns (uint256) {
        return 20 + h();
    }
}

abstract contract Right is Middle {}

contract C is Left, Right {
    function main() external returns (uint256) {
        return g() + h();
    }
}

//= deploy: ok
//= main(): ok 220
//= f(): ok 1
//= g(): ok 120
//= h(): ok 100
