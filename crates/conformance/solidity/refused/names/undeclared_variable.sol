// A name that does not exist, one letter off. Good: "There is no `totl`. Did you mean `total`?"
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256 private total;

    function f() public view returns (uint256) {
        return totl;
    }
}
