// Destructuring into a variable that is not declared. Good: "`a` is not declared. Write `(uint256 a, uint256 b) = pair();`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function pair() internal pure returns (uint256, uint256) {
        return (1, 2);
    }

    function f() public pure returns (uint256) {
        uint256 b;
        (a, b) = pair();
        return b;
    }
}
