// SPDX-License-Identifier: MIT
// A modifier without a body in an abstract contract.
//? add(uint256 3)
//? add(uint256 30)
//? total()
pragma solidity ^0.8.20;

abstract contract Base {
    uint256 n;

    modifier check(uint256 x) virtual;

    function add(uint256 x) public check(x) {
        n += x;
    }
}

contract Test is Base {
    modifier check(uint256 x) override {
        require(x < 10, "too large");
        _;
    }

    function total() external view returns (uint256) {
        return n;
    }
}

//= deploy: ok
//= add(uint256): ok
//= add(uint256): revert "too large"
//= total(): ok 3
