// SPDX-License-Identifier: MIT
// A public variable implements a function of an abstract base, which the base calls from outside only.
//? price(uint256 0)
//? price(uint256 1)
pragma solidity ^0.8.20;

abstract contract Base {
    function price(uint256 id) external view virtual returns (uint256);
}

contract Test is Base {
    uint256[] public override price;

    constructor() {
        price.push(5);
    }
}

//= deploy: ok
//= price(uint256): ok 5
//= price(uint256): revert
