// SPDX-License-Identifier: MIT
// An enum argument that is out of range is refused before the body runs.
//? f(uint8 1)
//? f(uint8 2)
//? count()
pragma solidity ^0.8.20;

contract Test {
    enum E { A, B }

    uint256 public count;

    function f(E e) external returns (E) {
        count++;
        return e;
    }
}

//= deploy: ok
//= f(uint8): ok 1
//= f(uint8): revert
//= count(): ok 1
