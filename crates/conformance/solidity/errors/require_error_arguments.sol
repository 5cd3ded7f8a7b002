// SPDX-License-Identifier: MIT
// The arguments of an error in require are evaluated although the condition holds.
//? f(bool true)
//? calls()
//? f(bool false)
//? calls()
pragma solidity ^0.8.20;

contract Test {
    error Bad(uint256 n);

    uint256 public calls;

    function count() internal returns (uint256) {
        return ++calls;
    }

    function f(bool ok) external {
        require(ok, Bad(count()));
    }
}

//= deploy: ok
//= f(bool): ok
//= calls(): ok 1
//= f(bool): revert Bad(uint256) (2)
//= calls(): ok 1
