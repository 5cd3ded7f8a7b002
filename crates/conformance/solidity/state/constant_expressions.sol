// SPDX-License-Identifier: MIT
// Constants made by hashing, conversion, conditionals and concatenation.
//? first()
//? second()
pragma solidity ^0.8.20;

contract Test {
    bytes32 constant A = keccak256(abi.encode("a", uint256(1)));
    uint256 constant B = uint256(A) % 97;
    bool constant C = B > 50;
    uint256 constant D = C ? 1 ether : 2 ether;
    bytes constant E = hex"010203";
    string constant F = "text";
    uint8 constant G = uint8(type(uint16).max >> 12);
    bytes4 constant H = bytes4(keccak256("f(uint256)"));

    function first() external pure returns (bytes32, uint256, bool, uint256) {
        return (A, B, C, D);
    }

    function second() external pure returns (bytes memory, string memory, uint8, bytes4) {
        return (E, string.concat(F, F), G, H);
    }
}

//= deploy: ok
//= first(): ok 0xabc89f3c9b8891b50ea496d210d90f155f8be28bada0e41dda2b3817372f68b1, 28, false, 2000000000000000000
//= second(): ok 0x010203, "texttext", 15, 0xb3de648b
