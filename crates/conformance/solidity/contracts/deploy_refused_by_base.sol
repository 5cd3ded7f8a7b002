// A deployment that fails in the constructor of a base, by a custom error whose arguments come from the derived one.
//? deploy(uint256 5, address 0x0000000000000000000000000000000000000000) from 0x00000000000000000000000000000000000000aa
//? total()

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

error InvalidOwner(address owner, uint256 shares, string where);

abstract contract Owned {
    address public owner;

    constructor(address owner_, uint256 shares) {
        if (owner_ == address(0)) revert InvalidOwner({owner: owner_, shares: shares, where: "Owned"});
        owner = owner_;
    }
}

contract Shop is Owned {
    uint256 public total = 1;

    constructor(uint256 shares, address owner_) Owned(owner_, shares * 2) {
        total += shares;
    }
}

//= deploy: revert InvalidOwner(address,uint256,string) (0x0000000000000000000000000000000000000000, 10, "Owned")
