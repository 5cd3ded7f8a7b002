// SPDX-License-Identifier: MIT
// Encoding and decoding gives the same values.
pragma solidity ^0.8.20;

contract Test {
    struct In { int8 a; bytes b; }
    struct S { In[] list; string[2] names; mapping_ m; }
    enum mapping_ { A, B }

    function main() external pure returns (bool, S memory) {
        In[] memory l = new In[](2);
        l[0] = In(-1, hex"ff");
        l[1].a = 127;
        S memory s = S(l, ["x", "a name of more than thirty-two bytes, to be sure"], mapping_.B);
        S memory t = abi.decode(abi.encode(s), (S));
        return (keccak256(abi.encode(s)) == keccak256(abi.encode(t)), t);
    }
}

//= deploy: ok
//= main(): ok true, ([(-1, 0xff), (127, 0x)], ["x", "a name of more than thirty-two bytes, to be sure"], 1)
