//? main()
//? move(uint256 0, uint256 1)
//? all()
//? deep()
//? all()
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

library Stack {
    struct S { uint256[] items; uint256 popped; }
    function push(S storage s, uint256 v) internal returns (S storage) { s.items.push(v); return s; }
    function pop(S storage s) internal returns (uint256 v) { v = s.items[s.items.length - 1]; s.items.pop(); s.popped++; }
    function top(S storage s) internal view returns (uint256) { return s.items[s.items.length - 1]; }
}

contract Refs {
    using Stack for Stack.S;
    using Stack for *;

    Stack.S[2] private stacks;
    mapping(uint256 => mapping(bool => Stack.S)) private more;

    function choose(bool first) private view returns (Stack.S storage) { return first ? stacks[0] : stacks[1]; }
    function at(mapping(bool => Stack.S) storage m, bool k) private view returns (Stack.S storage s) { s = m[k]; }

    function main() external returns (uint256) {
        stacks[0].push(1).push(2).push(3);
        choose(false).push(10);
        Stack.S storage s = stacks[1];
        s.push(20);
        s = stacks[0];
        s.items[0] = 111;
        uint256[] storage raw = s.items;
        raw.push(4);
        stacks[1] = stacks[0];
        s.pop();
        return raw.length;
    }

    function move(uint256 a, uint256 b) external returns (uint256 x) {
        (Stack.S storage p, Stack.S storage q) = (stacks[a], stacks[b]);
        x = p.pop();
        q.push(x + p.top());
        Stack.S memory copy = q;
        copy.items[0] = 5;
        x += q.items[0];
    }

    function deep() external returns (uint256) {
        Stack.S storage s = at(more[3], true);
        s.push(9);
        at(more[3], true).push(8);
        stacks[0] = more[3][true];
        delete more[3][true].items;
        return s.items.length + stacks[0].items.length;
    }

    function all() external view returns (Stack.S[2] memory) { return stacks; }
}

//= deploy: ok
//= main(): ok 3
//= move(uint256,uint256): ok 114
//= all(): ok [([111, 2], 2), ([111, 2, 3, 4, 5], 0)]
//= deep(): ok 2
//= all(): ok [([9, 8], 0), ([111, 2, 3, 4, 5], 0)]
