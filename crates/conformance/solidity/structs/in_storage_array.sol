// SPDX-License-Identifier: MIT
// Structs in a storage array, pushed, changed and popped.
pragma solidity ^0.8.20;

contract Test {
    struct P { uint256 x; string s; }

    P[] list;

    function main() external returns (uint256, uint256, string memory, P[] memory) {
        list.push(P(1, "a"));
        list.push(P({s: "b", x: 2}));
        P storage p = list.push();
        p.x = 3;
        p.s = "c";
        list[0] = list[2];
        list[2].x = 30;
        P memory copy = list[1];
        copy.x = 99;
        list.pop();
        return (list.length, list[0].x, list[1].s, list);
    }
}

//= deploy: ok
//= main(): ok 2, 3, "b", [(3, "c"), (2, "b")]
