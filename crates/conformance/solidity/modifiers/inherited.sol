// SPDX-License-Identifier: MIT
// A modifier of a base contract.
//? change(uint256 3)
//? change(uint256 4) from 0xdd
pragma solidity ^0.8.20;

contract Owned {
    address owner = msg.sender;

    modifier onlyOwner() {
        require(owner == msg.sender, "denied");
        _;
    }
}

contract Test is Owned {
    uint256 public n;

    function change(uint256 v) external onlyOwner returns (uint256) {
        n = v;
        return n;
    }
}

//= deploy: ok
//= change(uint256): ok 3
//= change(uint256): revert "denied"
