// SPDX-License-Identifier: MIT
// abi.decode of strings, bytes, arrays and structs.
pragma solidity ^0.8.20;

contract Test {
    struct P { uint256 x; string s; }

    function main() external pure returns (string memory, bytes memory, uint16[] memory, P memory, uint8[2][] memory) {
        uint16[] memory a = new uint16[](2);
        a[1] = 9;
        uint8[2][] memory g = new uint8[2][](1);
        g[0] = [1, 2];
        bytes memory d = abi.encode("text", hex"0102", a, P(5, "in"), g);
        return abi.decode(d, (string, bytes, uint16[], P, uint8[2][]));
    }
}

//= deploy: ok
//= main(): ok "text", 0x0102, [0, 9], (5, "in"), [[1, 2]]
