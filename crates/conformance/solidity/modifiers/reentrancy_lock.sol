// SPDX-License-Identifier: MIT
// The usual lock, with a nested call that it refuses.
//? outer(bool false)
//? outer(bool true)
//? outer(bool false)
pragma solidity ^0.8.20;

contract Test {
    error Locked();

    bool locked;
    uint256 public runs;

    modifier nonReentrant() {
        if (locked) revert Locked();
        locked = true;
        _;
        locked = false;
    }

    function inner() internal nonReentrant {
        runs++;
    }

    function outer(bool nested) external nonReentrant returns (uint256) {
        runs++;
        if (nested) inner();
        return runs;
    }
}

//= deploy: ok
//= outer(bool): ok 1
//= outer(bool): revert Locked()
//= outer(bool): ok 2
