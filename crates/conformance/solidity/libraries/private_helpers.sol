// SPDX-License-Identifier: MIT
// Private functions and modifiers of a library.
//? f(uint256 4)
//? f(uint256 0)
pragma solidity ^0.8.20;

library L {
    modifier positive(uint256 x) {
        require(x > 0, "zero");
        _;
    }

    function inner(uint256 x) private pure returns (uint256) {
        return x + 1;
    }

    function outer(uint256 x) internal pure positive(x) returns (uint256) {
        return inner(x) * 2;
    }
}

contract Test {
    function f(uint256 x) external pure returns (uint256) {
        return L.outer(x);
    }
}

//= deploy: ok
//= f(uint256): ok 10
//= f(uint256): revert "zero"
