// SPDX-License-Identifier: MIT
// Data that ends early reverts; data that is too long does not.
//? word(bytes 0x)
//? word(bytes 0x00000000000000000000000000000000000000000000000000000000000001)
//? word(bytes 0x000000000000000000000000000000000000000000000000000000000000000102)
//? text(bytes 0x00000000000000000000000000000000000000000000000000000000000000200000000000000000000000000000000000000000000000000000000000000002)
//? text(bytes 0x000000000000000000000000000000000000000000000000000000000000002000000000000000000000000000000000000000000000000000000000000000026162)
//? text(bytes 0x0000000000000000000000000000000000000000000000000000000000000060)
pragma solidity ^0.8.20;

contract Test {
    function word(bytes memory d) external pure returns (uint256) {
        return abi.decode(d, (uint256));
    }

    function text(bytes memory d) external pure returns (string memory) {
        return abi.decode(d, (string));
    }
}

//= deploy: ok
//= word(bytes): revert
//= word(bytes): revert
//= word(bytes): ok 1
//= text(bytes): revert
//= text(bytes): ok "ab"
//= text(bytes): revert
