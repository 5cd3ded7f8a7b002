// SPDX-License-Identifier: MIT
// A struct with a mapping lives in storage only.
//? vote(uint256 0)
//? vote(uint256 0) from 0xbb
//? vote(uint256 0) from 0xbb
//? vote(uint256 1) from 0xbb
//? result(uint256 0)
pragma solidity ^0.8.20;

contract Test {
    struct Poll {
        string title;
        mapping(address => bool) voted;
        uint256 yes;
    }

    Poll[] polls;

    function create(string memory title) internal returns (uint256) {
        Poll storage p = polls.push();
        p.title = title;
        return polls.length - 1;
    }

    constructor() {
        create("first");
        create("second");
    }

    function vote(uint256 id) external {
        Poll storage p = polls[id];
        require(!p.voted[msg.sender], "voted");
        p.voted[msg.sender] = true;
        p.yes++;
    }

    function result(uint256 id) external view returns (string memory, uint256) {
        return (polls[id].title, polls[id].yes);
    }
}

//= deploy: ok
//= vote(uint256): ok
//= vote(uint256): ok
//= vote(uint256): revert "voted"
//= vote(uint256): ok
//= result(uint256): ok "first", 2
