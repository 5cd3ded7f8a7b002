// SPDX-License-Identifier: MIT
// super with arguments and results.
pragma solidity ^0.8.20;

contract A {
    function f(uint256 x, bool b) internal pure virtual returns (uint256, bool) {
        return (x + 1, !b);
    }
}

contract B is A {
    function f(uint256 x, bool b) internal pure virtual override returns (uint256 r, bool c) {
        (r, c) = super.f(x * 2, b);
        r *= 10;
    }
}

contract Test is B {
    function f(uint256 x, bool b) internal pure override returns (uint256, bool) {
        return super.f({b: b, x: x + 5});
    }

    function main() external pure returns (uint256, bool) {
        return f(1, true);
    }
}

//= deploy: ok
//= main(): ok 130, false
