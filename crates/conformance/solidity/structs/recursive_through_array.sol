// SPDX-License-Identifier: MIT
// A struct that contains itself through an array.
pragma solidity ^0.8.20;

contract Test {
    struct Node { uint256 v; Node[] kids; }

    Node root;

    function sum(Node storage n) internal view returns (uint256 s) {
        s = n.v;
        for (uint256 i = 0; i < n.kids.length; i++) s += sum(n.kids[i]);
    }

    function main() external returns (uint256, uint256) {
        root.v = 1;
        root.kids.push();
        root.kids.push();
        root.kids[0].v = 10;
        root.kids[1].v = 20;
        root.kids[1].kids.push().v = 300;
        return (sum(root), root.kids[1].kids.length);
    }
}

//= deploy: ok
//= main(): ok 331, 1
