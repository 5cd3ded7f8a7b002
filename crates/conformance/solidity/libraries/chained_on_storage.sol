// SPDX-License-Identifier: MIT
// Attached functions that return storage references, chained.
pragma solidity ^0.8.20;

library Tree {
    struct Node { uint256 value; mapping(uint256 => Node) kids; }

    function kid(Node storage n, uint256 i) internal view returns (Node storage) {
        return n.kids[i];
    }

    function set(Node storage n, uint256 v) internal returns (Node storage) {
        n.value = v;
        return n;
    }
}

contract Test {
    using Tree for Tree.Node;

    Tree.Node root;

    function main() external returns (uint256, uint256, uint256) {
        root.set(1).kid(5).set(2).kid(6).set(3);
        return (root.value, root.kids[5].value, root.kid(5).kid(6).value);
    }
}

//= deploy: ok
//= main(): ok 1, 2, 3
