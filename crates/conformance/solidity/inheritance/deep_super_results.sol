// SPDX-License-Identifier: MIT
// super in a lattice of eight contracts, with results added up.
pragma solidity ^0.8.20;

contract R {
    function f(uint256 x) public virtual returns (uint256) {
        return x;
    }
}

contract A is R {
    function f(uint256 x) public virtual override returns (uint256) {
        return super.f(x + 1) * 2;
    }
}

contract B is R {
    function f(uint256 x) public virtual override returns (uint256) {
        return super.f(x * 3) + 1;
    }
}

contract C is R {
    function f(uint256 x) public virtual override returns (uint256) {
        return super.f(x) + 100;
    }
}

contract D is A, B {
    function f(uint256 x) public virtual override(A, B) returns (uint256) {
        return super.f(x) + 1000;
    }
}

contract E is B, C {
    function f(uint256 x) public virtual override(B, C) returns (uint256) {
        return B.f(x) + super.f(x);
    }
}

contract Test is D, E {
    function f(uint256 x) public override(D, E) returns (uint256) {
        return super.f(x);
    }

    function main() external returns (uint256, uint256, uint256) {
        return (f(5), D.f(5), E.f(5));
    }
}

//= deploy: ok
//= main(): ok 1166, 1033, 1166
