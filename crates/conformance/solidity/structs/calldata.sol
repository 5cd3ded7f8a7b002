// SPDX-License-Identifier: MIT
// A struct of the call data, its members and a copy of it.
//? f((string,(uint8,uint256[]),bool) ("n", (3, [7, 8]), true))
pragma solidity ^0.8.20;

contract Test {
    struct In { uint8 a; uint256[] list; }
    struct S { string name; In inner; bool flag; }

    function f(S calldata s) external pure returns (string memory, uint256, In memory, bool) {
        In calldata i = s.inner;
        S memory copy = s;
        copy.inner.list[0] = 100;
        return (s.name, i.list[0] + i.list.length + copy.inner.list[0], i, copy.flag);
    }
}

//= deploy: ok
//= f((string,(uint8,uint256[]),bool)): ok "n", 109, (3, [7, 8]), true
