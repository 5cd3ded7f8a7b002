// SPDX-License-Identifier: MIT
// Named results of base and derived contract may have different names.
pragma solidity ^0.8.20;

contract Base {
    function f(uint256 a) public pure virtual returns (uint256 b) {
        b = a;
    }
}

contract Test is Base {
    function f(uint256 x) public pure override returns (uint256) {
        uint256 b = 100;
        return super.f(x) + b;
    }

    function main() external pure returns (uint256) {
        return f(5);
    }
}

//= deploy: ok
//= main(): ok 105
