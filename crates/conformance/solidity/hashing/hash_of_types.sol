// SPDX-License-Identifier: MIT
// Hashes of the encodings of every kind of value.
pragma solidity ^0.8.20;

contract Test {
    struct P { uint8 a; string s; }
    enum E { A, B }

    function main() external pure returns (bytes32, bytes32, bytes32, bool) {
        uint16[] memory l = new uint16[](2);
        l[1] = 9;
        return (
            keccak256(abi.encode(P(1, "x"), l, E.B)),
            keccak256(abi.encodePacked(l, true, int24(-1), "x")),
            keccak256(bytes(string.concat("a", "b"))),
            keccak256(abi.encodePacked(l)) == keccak256(abi.encode(l[0], l[1]))
        );
    }
}

//= deploy: ok
//= main(): ok 0x32cd3b706ccdf5ad83d80666af08bc32d9c27903cdb2a8997f170a726f8ba3da, 0x4f8be99e91b19a501d7576adf8cde37d98e0abf288acb3f9ec0f8bf98052536d, 0x67fad3bfa1e0321bd021ca805ce14876e50acac8ca8532eda8cbf924da565160, true
