// SPDX-License-Identifier: MIT
// A memory struct without a value has zero and empty members.
pragma solidity ^0.8.20;

contract Test {
    struct In { uint8 a; string s; }
    struct S { uint256 a; In inner; uint256[] list; bytes4[2] tags; }

    function main() external pure returns (S memory s, uint256 n) {
        n = s.list.length + bytes(s.inner.s).length;
        s.inner.a = 5;
        s.tags[1] = 0x01020304;
    }
}

//= deploy: ok
//= main(): ok (0, (5, ""), [], [0x00000000, 0x01020304]), 0
