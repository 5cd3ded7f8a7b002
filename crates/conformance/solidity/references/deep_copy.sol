// SPDX-License-Identifier: MIT
// Storage structs with arrays and strings are copied deeply.
pragma solidity ^0.8.20;

contract Test {
    struct In { uint256[] list; string s; }
    struct S { In[] ins; uint256 n; }

    S a;
    S b;

    function main() external returns (S memory, S memory) {
        a.n = 1;
        a.ins.push();
        a.ins[0].list.push(5);
        a.ins[0].s = "inner";
        b = a;
        a.ins[0].list[0] = 6;
        a.ins[0].s = "changed";
        b.ins[0].list.push(7);
        return (a, b);
    }
}

//= deploy: ok
//= main(): ok ([([6], "changed")], 1), ([([5, 7], "inner")], 1)
