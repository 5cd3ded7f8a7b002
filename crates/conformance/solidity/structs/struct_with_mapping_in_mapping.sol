// A struct with mappings is used by reference only; deleting it keeps the entries of its mappings.
//? open(uint256 1, string "first")
//? vote(uint256 1, bool true) from 0xaa
//? vote(uint256 1, bool false) from 0xbb
//? vote(uint256 1, bool false) from 0xbb
//? tally(uint256 1)
//? close(uint256 1)
//? tally(uint256 1)
//? vote(uint256 1, bool true) from 0xaa
//? proposals(uint256 1)
pragma solidity ^0.8.20;

contract Test {
    struct Proposal {
        string title;
        uint64 yes;
        uint64 no;
        mapping(address => bool) voted;
        mapping(bool => address[]) voters;
    }

    mapping(uint256 => Proposal) public proposals;

    function open(uint256 id, string calldata title) external {
        proposals[id].title = title;
    }

    function vote(uint256 id, bool yes) external {
        Proposal storage p = proposals[id];
        require(!p.voted[msg.sender], "voted");
        p.voted[msg.sender] = true;
        p.voters[yes].push(msg.sender);
        yes ? p.yes++ : p.no++;
    }

    function tally(uint256 id) external view returns (uint64, uint64, uint256) {
        Proposal storage p = proposals[id];
        return (p.yes, p.no, p.voters[true].length + p.voters[false].length);
    }

    function close(uint256 id) external {
        Proposal storage p = proposals[id];
        p.title = "";
        delete p.yes;
        delete p.no;
        delete p.voters[true];
    }
}

//= deploy: ok
//= open(uint256,string): ok
//= vote(uint256,bool): ok
//= vote(uint256,bool): ok
//= vote(uint256,bool): revert "voted"
//= tally(uint256): ok 1, 1, 2
//= close(uint256): ok
//= tally(uint256): ok 0, 0, 1
//= vote(uint256,bool): revert "voted"
//= proposals(uint256): ok "", 0, 0
