// Linked lists: one of addresses with a sentinel, sorted by score, and one doubly linked in an array of structs.
//? addStudent(address 0x00000000000000000000000000000000000000aa, uint256 50)
//? addStudent(address 0x00000000000000000000000000000000000000bb, uint256 70)
//? addStudent(address 0x00000000000000000000000000000000000000cc, uint256 60)
//? addStudent(address 0x00000000000000000000000000000000000000cc, uint256 10)
//? addStudent(address 0x00000000000000000000000000000000000000dd, uint256 70)
//? top(uint256 4)
//? top(uint256 5)
//? increaseScore(address 0x00000000000000000000000000000000000000aa, uint256 25)
//? reduceScore(address 0x00000000000000000000000000000000000000bb, uint256 71)
//? reduceScore(address 0x00000000000000000000000000000000000000bb, uint256 5)
//? top(uint256 3)
//? removeStudent(address 0x00000000000000000000000000000000000000cc)
//? removeStudent(address 0x00000000000000000000000000000000000000cc)
//? top(uint256 3)
//? scores(address 0x00000000000000000000000000000000000000aa)
//? insertAfter(uint256 0, string "b")
//? insertAfter(uint256 0, string "a")
//? insertAfter(uint256 1, string "c")
//? insertAfter(uint256 9, string "d")
//? unlink(uint256 1)
//? unlink(uint256 1)
//? walk(bool true)
//? walk(bool false)

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

abstract contract SortedList {
    mapping(address => uint256) public scores;
    mapping(address => address) internal _next;
    uint256 public listSize;
    address internal constant GUARD = address(1);

    constructor() {
        _next[GUARD] = GUARD;
    }

    function addStudent(address student, uint256 score) public {
        require(_next[student] == address(0), "listed");
        address index = _findIndex(score);
        scores[student] = score;
        _next[student] = _next[index];
        _next[index] = student;
        listSize++;
    }

    function removeStudent(address student) public {
        require(_next[student] != address(0), "not listed");
        address prev = _findPrevious(student);
        _next[prev] = _next[student];
        _next[student] = address(0);
        scores[student] = 0;
        listSize--;
    }

    function increaseScore(address student, uint256 by) external {
        _update(student, scores[student] + by);
    }

    function reduceScore(address student, uint256 by) external {
        _update(student, scores[student] - by);
    }

    function top(uint256 k) external view returns (address[] memory list) {
        require(k <= listSize, "too many");
        list = new address[](k);
        address current = _next[GUARD];
        for (uint256 i = 0; i < k; ++i) {
            list[i] = current;
            current = _next[current];
        }
    }

    function _update(address student, uint256 score) private {
        require(_next[student] != address(0), "not listed");
        address prev = _findPrevious(student);
        address next = _next[student];
        bool fits = (prev == GUARD || scores[prev] >= score) && (next == GUARD || score > scores[next]);
        if (fits) {
            scores[student] = score;
        } else {
            removeStudent(student);
            addStudent(student, score);
        }
    }

    function _findIndex(uint256 score) private view returns (address candidate) {
        candidate = GUARD;
        while (_next[candidate] != GUARD && scores[_next[candidate]] >= score) {
            candidate = _next[candidate];
        }
    }

    function _findPrevious(address student) private view returns (address) {
        address current = GUARD;
        while (_next[current] != GUARD) {
            if (_next[current] == student) return current;
            current = _next[current];
        }
        return address(0);
    }
}

contract Lists is SortedList {
    struct Node {
        string text;
        uint256 prev;
        uint256 next;
        bool linked;
    }

    Node[] private nodes;

    event Linked(uint256 indexed index, uint256 prev, uint256 next);

    constructor() SortedList() {
        nodes.push(Node({text: "", prev: 0, next: 0, linked: true}));
    }

    function insertAfter(uint256 at, string memory text) external returns (uint256 index) {
        require(at < nodes.length && nodes[at].linked, "no such node");
        Node storage left = nodes[at];
        index = nodes.length;
        Node storage fresh = nodes.push();
        fresh.text = text;
        (fresh.prev, fresh.next, fresh.linked) = (at, left.next, true);
        nodes[left.next].prev = index;
        left.next = index;
        emit Linked(index, fresh.prev, fresh.next);
    }

    function unlink(uint256 at) external {
        Node storage node = nodes[at];
        require(at != 0 && node.linked, "no such node");
        nodes[node.prev].next = node.next;
        nodes[node.next].prev = node.prev;
        delete nodes[at];
    }

    function walk(bool forward) external view returns (string memory text) {
        uint256 at = forward ? nodes[0].next : nodes[0].prev;
        while (at != 0) {
            Node memory node = nodes[at];
            text = string(bytes.concat(bytes(text), bytes(node.text)));
            at = forward ? node.next : node.prev;
        }
    }
}

//= deploy: ok
//= addStudent(address,uint256): ok
//= addStudent(address,uint256): ok
//= addStudent(address,uint256): ok
//= addStudent(address,uint256): revert "listed"
//= addStudent(address,uint256): ok
//= top(uint256): ok [0x00000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000dd, 0x00000000000000000000000000000000000000cc, 0x00000000000000000000000000000000000000aa]
//= top(uint256): revert "too many"
//= increaseScore(address,uint256): ok
//= reduceScore(address,uint256): panic 0x11
//= reduceScore(address,uint256): ok
//= top(uint256): ok [0x00000000000000000000000000000000000000aa, 0x00000000000000000000000000000000000000dd, 0x00000000000000000000000000000000000000bb]
//= removeStudent(address): ok
//= removeStudent(address): revert "not listed"
//= top(uint256): ok [0x00000000000000000000000000000000000000aa, 0x00000000000000000000000000000000000000dd, 0x00000000000000000000000000000000000000bb]
//= scores(address): ok 75
//= insertAfter(uint256,string): ok 1
//=   event Linked(uint256,uint256,uint256) [0x0000000000000000000000000000000000000000000000000000000000000001] 0x00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000
//= insertAfter(uint256,string): ok 2
//=   event Linked(uint256,uint256,uint256) [0x0000000000000000000000000000000000000000000000000000000000000002] 0x00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001
//= insertAfter(uint256,string): ok 3
//=   event Linked(uint256,uint256,uint256) [0x0000000000000000000000000000000000000000000000000000000000000003] 0x00000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000000
//= insertAfter(uint256,string): revert "no such node"
//= unlink(uint256): ok
//= unlink(uint256): revert "no such node"
//= walk(bool): ok "ac"
//= walk(bool): ok "ca"
