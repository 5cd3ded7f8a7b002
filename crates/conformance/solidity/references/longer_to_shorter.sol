// SPDX-License-Identifier: MIT
// Copying a shorter value over a longer one leaves nothing behind.
pragma solidity ^0.8.20;

contract Test {
    struct S { uint256[] list; string s; }

    S a;
    S b;

    function main() external returns (uint256, uint256, string memory) {
        a.list = [1, 2, 3, 4];
        a.s = "a long text that takes more than one word of storage space";
        b.list.push(9);
        b.s = "b";
        a = b;
        a.list.push();
        return (a.list.length, a.list[1], a.s);
    }
}

//= deploy: ok
//= main(): ok 2, 0, "b"
