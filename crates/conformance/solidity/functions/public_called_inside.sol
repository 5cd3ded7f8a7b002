// SPDX-License-Identifier: MIT
// Public functions may be called from inside; external ones only from outside.
//? outer(uint256 3)
//? inner(uint256 3)
//? only(uint256 3)
pragma solidity ^0.8.20;

contract Test {
    function inner(uint256 x) public pure returns (uint256) {
        return x + 1;
    }

    function outer(uint256 x) public pure returns (uint256) {
        return inner(inner(x));
    }

    function only(uint256 x) external pure returns (uint256) {
        return inner(x) * 10;
    }
}

//= deploy: ok
//= outer(uint256): ok 5
//= inner(uint256): ok 4
//= only(uint256): ok 40
