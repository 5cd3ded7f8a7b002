// SPDX-License-Identifier: MIT
// keccak256 around the size of a block of 136 bytes.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (bytes32[5] memory r) {
        uint16[5] memory sizes = [135, 136, 137, 272, 1000];
        for (uint256 i = 0; i < 5; i++) {
            bytes memory b = new bytes(sizes[i]);
            for (uint256 j = 0; j < b.length; j++) b[j] = bytes1(uint8(j));
            r[i] = keccak256(b);
        }
    }
}

//= deploy: ok
//= main(): ok [0xcbdfd9dee5faad3818d6b06f95a219fd290b0e1706f6a82e5a595b9ce9faca62, 0x7ce759f1ab7f9ce437719970c26b0a66ff11fe3e38e17df89cf5d29c7d7f807e, 0xac73d4fae68b8453f764007c1a20ce95994187861f0c3227a3a8e99a73a3b1db, 0xfdf2ec49e749960d3c8521a0219af8d03e30e2b3bf19bd16150ee0eaf133d66e, 0xaca79e4146e30eb1c733f6d6060d72471c36ea4e01ebf45d7f4916249c2bbd82]
