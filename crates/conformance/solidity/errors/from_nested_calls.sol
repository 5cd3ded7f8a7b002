// SPDX-License-Identifier: MIT
// An error inside nested functions leaves all of them.
//? f(uint256 3)
//? touched()
pragma solidity ^0.8.20;

contract Test {
    error Deep(uint256 level);

    uint256 public touched;

    function dive(uint256 n) internal returns (uint256) {
        touched++;
        if (n == 0) revert Deep(touched);
        return dive(n - 1) + 1;
    }

    function f(uint256 n) external returns (uint256) {
        uint256 r = dive(n);
        touched = 100;
        return r;
    }
}

//= deploy: ok
//= f(uint256): revert Deep(uint256) (4)
//= touched(): ok 0
