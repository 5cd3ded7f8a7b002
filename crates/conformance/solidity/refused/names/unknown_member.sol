// A member that a struct does not have. Good: "`Voter` has no member `wieght`. Did you mean `weight`?"
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    struct Voter {
        uint256 weight;
    }

    mapping(address => Voter) private voters;

    function f() public view returns (uint256) {
        return voters[msg.sender].wieght;
    }
}
