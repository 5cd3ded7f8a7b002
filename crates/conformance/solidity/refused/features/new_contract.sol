// Creating a contract. Good: "`new Child(..)` is not supported: a contract here cannot create others. Keep the children as structs in a mapping."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract Child {
    uint256 public id;

    constructor(uint256 id_) {
        id = id_;
    }
}

contract Factory {
    Child[] public children;

    function create(uint256 id) public {
        children.push(new Child(id));
    }
}
