// SPDX-License-Identifier: MIT
// Arrays of addresses, bools, fixed bytes and enums.
pragma solidity ^0.8.20;

contract Test {
    enum E { A, B }

    address[] who;
    bytes3[] tags;
    E[] kinds;

    function main() external returns (address[] memory, bytes3[] memory, E[] memory, bool[2] memory) {
        who.push(msg.sender);
        who.push(address(this));
        tags.push("abc");
        tags.push(0x010203);
        kinds.push(E.B);
        return (who, tags, kinds, [who[0] == msg.sender, tags[0] == tags[1]]);
    }
}

//= deploy: ok
//= main(): ok [0x0000000000000000000000000000000000000001, 0x1000000000000000000000000000000000000001], [0x616263, 0x010203], [1], [true, false]
