// SPDX-License-Identifier: MIT
// A linked list by indexes in a mapping.
pragma solidity ^0.8.20;

contract Test {
    struct Node { uint256 value; uint256 next; }

    mapping(uint256 => Node) nodes;
    uint256 head;
    uint256 count;

    function insertSorted(uint256 v) internal {
        uint256 id = ++count;
        if (head == 0 || nodes[head].value >= v) {
            nodes[id] = Node(v, head);
            head = id;
            return;
        }
        uint256 at = head;
        while (nodes[at].next != 0 && nodes[nodes[at].next].value < v) at = nodes[at].next;
        nodes[id] = Node(v, nodes[at].next);
        nodes[at].next = id;
    }

    function main() external returns (uint256[] memory r) {
        uint8[5] memory vs = [5, 1, 9, 3, 7];
        for (uint256 i = 0; i < 5; i++) insertSorted(vs[i]);
        r = new uint256[](count);
        uint256 at = head;
        for (uint256 i = 0; at != 0; i++) {
            r[i] = nodes[at].value;
            at = nodes[at].next;
        }
    }
}

//= deploy: ok
//= main(): ok [1, 3, 5, 7, 9]
